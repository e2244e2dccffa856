-- The application works with a role of its own that owns nothing: it reads and writes rows, it never changes the schema.
grant usage on schema public to "${runtimeRole}";
grant select, insert, update, delete on all tables in schema public to "${runtimeRole}";
grant usage, select on all sequences in schema public to "${runtimeRole}";
-- the history is append-only for everybody, and for the application there is not even the permission
revoke update, delete, truncate on delivery_event from "${runtimeRole}";
revoke update, delete, truncate on file_verdict_proof from "${runtimeRole}";
revoke update, delete, truncate on trust_change from "${runtimeRole}";
-- which moves there are is a matter of the schema
revoke insert, update, delete, truncate on delivery_move from "${runtimeRole}";
-- what was entered into a register stays there
revoke delete, truncate on number_series from "${runtimeRole}";
revoke update, delete, truncate on incoming_entry, incoming_entry_delivery from "${runtimeRole}";
revoke delete, truncate on incoming_work from "${runtimeRole}";
revoke update, delete, truncate on incoming_work_act from "${runtimeRole}";
