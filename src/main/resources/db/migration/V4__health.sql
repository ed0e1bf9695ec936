-- Written now and then, only to find out whether the ledger can be written.
create table pulse (
    number    integer                  not null primary key,
    beaten_at timestamp with time zone not null
);

insert into pulse (number, beaten_at) values (1, current_timestamp);

-- Open runs are counted now and then, and most runs are over.
create index runs_state on runs (state);
