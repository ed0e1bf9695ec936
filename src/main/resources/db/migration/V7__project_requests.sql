-- What a project's own stack asked for; the row without a name has the type.
create table project_requests (
    subject varchar(255)  not null,
    name    varchar(255)  not null,
    content varchar(4000) not null,
    primary key (subject, name)
);

-- The newest push of an image that a project's training waits for.
create table image_pushes (
    subject   varchar(255)             not null primary key,
    image     varchar(500)             not null,
    pushed_at timestamp with time zone not null
);
