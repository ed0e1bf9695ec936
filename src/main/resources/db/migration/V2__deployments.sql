-- What was about to be dispatched, written before the call: a dispatch is not idempotent. The key is the run's subject.
create table intents (
    subject         varchar(255)             not null primary key,
    model_group     varchar(255)             not null,
    model_package   varchar(255)             not null,
    repository      varchar(255)             not null,
    workflow        varchar(255)             not null,
    ref             varchar(255)             not null,
    correlation_id  varchar(36)              not null,
    state           varchar(10)              not null,
    workflow_run_id bigint,
    url             varchar(1000),
    conclusion      varchar(50),
    intended_at     timestamp with time zone not null,
    ended_at        timestamp with time zone
);

create index intents_repository on intents (repository, intended_at);
create index intents_group on intents (model_group, intended_at);

-- Who approved or rejected a version of a model, as CloudTrail saw it.
create table reviews (
    model_package varchar(255)             not null,
    status        varchar(30)              not null,
    reviewed_at   timestamp with time zone not null,
    reviewer      varchar(1000)            not null,
    primary key (model_package, status, reviewed_at)
);
