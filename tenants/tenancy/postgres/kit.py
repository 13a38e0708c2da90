"""The schema ``kit``: functions that every council's triggers share.

No function stands in a council's schema, because a body would keep the schema's old name after a
rename. Each is SECURITY DEFINER, owned by the owner, with a pinned search path.
"""

KIT = """
create schema if not exists kit;
revoke all on schema kit from public;

create or replace function kit.council_key(relation oid) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare found_key text; space oid;
begin
  select relnamespace into strict space from pg_class where oid = relation;
  if space = 'public'::regnamespace then return 'public'; end if;
  select key into found_key from public.tenancy_council where schema_oid = space::bigint;
  if found_key is null then
    raise exception 'schema % belongs to no council', space::regnamespace using errcode = 'HD001';
  end if;
  return found_key;
end $$;

create or replace function kit.council_status(space oid) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select status from public.tenancy_council where schema_oid = space::bigint);
end $$;

create or replace function kit.note_pending() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.tenancy_pending (council_key, kind) values (kit.council_key(tg_relid), tg_argv[0]);
  return null;
end $$;

create or replace function kit.refuse_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  raise exception '% is refused on %', tg_op, tg_table_name using errcode = 'HD002';
end $$;

revoke all on all functions in schema kit from public;
-- Part of the switch itself, so it must be callable by a connection on which nothing was set. The grant is to
-- everyone: one to each of thousands of roles would be one row of the catalog that all provisioning fights for.
grant usage on schema kit to public;
grant execute on function kit.council_status(oid) to public;
"""
