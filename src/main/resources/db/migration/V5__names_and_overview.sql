-- What people call a project: DataZone's name for it.
create table project_names (
    subject varchar(255) not null primary key,
    name    varchar(255) not null
);

-- All runs of one subject, for whoever looks at it.
create index runs_subject on runs (subject, number);

-- From a run to its subject's row, whichever of the two the database reads first.
create index leases_run on leases (run_id);
