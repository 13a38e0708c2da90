"""The schema ``kit``: functions that every council's triggers share.

No function stands in a council's schema, because a body would keep the schema's old name after a
rename. Each is SECURITY DEFINER, owned by the owner, with a pinned search path.

``hang_sign`` keeps a sign on each council's schema, in the transaction that changes its status: the role
``hdnd_working``, which nobody can become, may use the schemas of councils at work and no others. The switch
of each request reads the sign.
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

create or replace function kit.hang_sign() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare space name;
begin
  select nspname into space from pg_namespace where oid = greatest(new.schema_oid, 0)::oid;
  if space is not null and new.status = 'active' then
    execute format('grant usage on schema %I to hdnd_working', space);
  elsif space is not null then
    execute format('revoke usage on schema %I from hdnd_working', space);
  end if;
  return null;
end $$;

create or replace trigger hang_sign after insert or update of status, schema_oid on public.tenancy_council
for each row execute function kit.hang_sign();

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
-- Councils that were there before there were signs.
update public.tenancy_council set status = status
where (status = 'active') <> has_schema_privilege('hdnd_working', greatest(schema_oid, 0)::oid, 'usage');
"""
