-- Why a run is asked to stop; who works on it looks before every step and while it waits.
alter table runs add column stop_reason varchar(1000);

-- When a project was last compared with GitHub and AWS, and what differed, one difference a line.
create table checks (
    subject     varchar(255)             not null primary key,
    checked_at  timestamp with time zone not null,
    differences varchar(4000)            not null
);
