-- The journal of the sandbox payment provider. It is the provider's own: Marquee asks over HTTP and never reads these tables.
create schema if not exists sandbox;

create table sandbox.charges
(
  operation text not null,
  status text not null,
  -- Null where the operation was barred before anyone charged it.
  amount bigint null,
  currency text null,
  token text null,
  description text null,
  refunded bigint not null default 0,
  failure_code text null,
  failure_message text null,
  challenge_secret text null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint charges_pk primary key (operation),
  constraint charges_status check (status in ('requires_action', 'captured', 'failed', 'canceled')),
  constraint charges_amount check (amount > 0 or (amount is null and status = 'canceled')),
  constraint charges_refunds_within_capture check (refunded between 0 and case status when 'captured' then amount else 0 end)
);

-- No foreign key: a refund of an operation nobody knows is refused, and that refusal is kept too.
create table sandbox.refunds
(
  refund text not null,
  operation text not null,
  amount bigint not null,
  status text not null,
  failure_code text null,
  failure_message text null,
  created_at timestamptz not null,
  constraint refunds_pk primary key (refund),
  constraint refunds_amount check (amount > 0),
  constraint refunds_status check (status in ('succeeded', 'failed', 'refused'))
);

create index refunds_operation on sandbox.refunds (operation);

create table sandbox.webhook_deliveries
(
  id uuid not null,
  type text not null,
  operation text not null,
  occurred_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  delivered_at timestamptz null,
  constraint webhook_deliveries_pk primary key (id),
  constraint webhook_deliveries_charge foreign key (operation) references sandbox.charges (operation)
);

create index webhook_deliveries_due on sandbox.webhook_deliveries (due_at) where delivered_at is null;

do $grants$
begin
  if exists (select from pg_roles where rolname = 'marquee_app') then
    grant usage on schema sandbox to marquee_app;
    grant select, insert, update on sandbox.charges, sandbox.refunds, sandbox.webhook_deliveries to marquee_app;
  end if;
end
$grants$;
