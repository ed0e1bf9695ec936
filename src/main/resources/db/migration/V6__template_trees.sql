-- What the template's folder held at that commit, as git's id of it; null when nobody has looked.
alter table repositories add column template_tree varchar(64);

-- Since when the folder holds something else; null when it does not, or when that is not known.
alter table repositories add column behind_since timestamp with time zone;

create index repositories_behind on repositories (behind_since);
