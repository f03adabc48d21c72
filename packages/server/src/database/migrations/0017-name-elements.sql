-- Breaks no older code: columns that may be null.
-- For whom or what a task is, where its step is done for each of several: its name, or the record that has one.
alter table casement.task add column element_name text, add column element_kind text, add column element_id text;
comment on column casement.task.element_name is 'For whom or what it is, where that is on no record; null where it is done once';
comment on column casement.task.element_kind is 'The kind of the record that it is for';
comment on column casement.task.element_id is 'The id of the record that it is for';
