-- One dialect for H2 2.4 and PostgreSQL 17: only types and clauses that both know.

-- One event worked on. The number is the order in which runs began; times may be equal.
create table runs (
    id          varchar(36)              not null primary key,
    number      bigint generated always as identity unique,
    flow        varchar(100)             not null,
    subject     varchar(255)             not null,
    state       varchar(10)              not null,
    attempt     integer                  not null,
    waiting_for varchar(1000),
    reason      varchar(4000),
    started_at  timestamp with time zone not null,
    updated_at  timestamp with time zone not null,
    ended_at    timestamp with time zone
);

-- The timeline of a run; the number is its order.
create table steps (
    number     bigint generated always as identity primary key,
    run_id     varchar(36)              not null references runs (id),
    step_id    varchar(255)             not null,
    title      varchar(255)             not null,
    started_at timestamp with time zone not null,
    ended_at   timestamp with time zone,
    problem    varchar(4000)
);

create index steps_run on steps (run_id, number);

-- One row for each subject ever claimed, with its newest run. Nobody holds it while the token is null.
create table leases (
    flow       varchar(100) not null,
    subject    varchar(255) not null,
    run_id     varchar(36)  not null references runs (id),
    token      varchar(36),
    owner      varchar(255),
    expires_at timestamp with time zone,
    primary key (flow, subject)
);

create index leases_owner on leases (owner);

-- Which commit of which template a repository was made from.
create table repositories (
    repository      varchar(255)             not null primary key,
    role            varchar(20)              not null,
    domain_id       varchar(100)             not null,
    project_id      varchar(100)             not null,
    template        varchar(255)             not null,
    branch          varchar(255)             not null,
    folder          varchar(1000)            not null,
    template_commit varchar(64)              not null,
    remembered_at   timestamp with time zone not null
);

create index repositories_project on repositories (domain_id, project_id);
