# Shows what happened, from PostgreSQL and from the sandbox. Sourced after services.sh.

# show_payments: each payment's path and final state.
show_payments() {
  say ""; say "Each payment's path (messaging.journal through ops.payment_timeline) and where it stands (ops.payments):"
  psql_ours -P pager=off -P null='' -c "
    select coalesce(p.order_id, left(p.payment_id::text, 8)) as payment, p.amount_minor as minor, p.gateway, p.currency as cur,
      (select string_agg(regexp_replace(t.result, '^.* -> ', ''), ' > ' order by t.at) from ops.payment_timeline t where t.payment_id = p.payment_id and t.kind = 'state') as path,
      (select count(*) from ops.gateway_calls c where c.payment_id = p.payment_id) as calls,
      p.attempt_number as attempts, coalesce(p.decline_code, p.failure_code) as why
    from ops.payments p order by p.order_id nulls last, p.accepted_at"
  say "Refused, with the reason (ops.dead_letters):"
  psql_ours -P pager=off -c "select endpoint, left(fault, 140) as reason, failures from ops.dead_letters order by 2"
  say "Final states:"
  psql_ours -P pager=off -c "select state, currency, count(*) as payments, sum(amount_minor) as minor_units from ops.payments group by 1, 2 order by 1, 2"
}

# compare_ledgers SANDBOX_URL: prints both books; fails when they differ.
compare_ledgers() {
  local file differences
  file=$(mktemp "${TMPDIR:-/tmp}/integration-ledger.XXXXXX")
  curl -fsS "$1/ledger.csv" >"$file" || die "the sandbox's ledger could not be read"
  say "The books, ours from PostgreSQL beside the gateways' own ledger, in minor units:"
  psql_ours -P pager=off -v "ledger=$file" -f "$ROOT/deploy/local/lib/ledger.sql" -c "select * from books where our_captured + their_captured + our_refunded + their_refunded > 0 order by 1, 2" || die "the books could not be compared"
  differences=$(psql_ours -tA -v "ledger=$file" -f "$ROOT/deploy/local/lib/ledger.sql" -c "select * from differences") || die "the books could not be compared"
  rm -f "$file"
  [ -z "$differences" ] || { say "THE BOOKS DIFFER:"; say "$differences"; return 1; }
  say "The books agree to the minor unit, and no payment was charged twice without being given back."
}

# settle SECONDS SANDBOX_URL: waits until nothing is left to happen, and acts as the customer who authenticates at the bank or approves at PayPal.
settle() {
  local limit=$(($1 + SECONDS)) sandbox=$2 open waiting reference act last=
  while :; do
    open=$(psql_ours -tA -c "select (select count(*) from ops.payments where settled_at is null) + (select count(*) from ops.refunds where settled_at is null)") || open="?"
    waiting=$(psql_ours -tA -c "select (select pending from ops.outbox_lag)") || waiting="?"
    [ "$open $waiting" = "$last" ] || say "  open payments and refunds: $open, messages on their way: $waiting"
    last="$open $waiting"
    [ "$open $waiting" != "0 0" ] || return 0
    [ $SECONDS -lt "$limit" ] || { say "not settled within $1 s:"; psql_ours -c "select payment_id, state, reason, due_at from ops.payments where settled_at is null limit 20"; return 1; }
    for reference in $(psql_ours -tA -c "select gateway_reference from ops.payments where state = 'AwaitingCustomer'"); do
      case $reference in pi_*) act=authenticate/$reference?outcome=succeed ;; *) act=paypal/orders/$reference/approve ;; esac
      curl -fsS -X POST "$sandbox/sandbox/$act" >/dev/null 2>&1 || say "  $reference was answered before"
    done
    sleep 0.5
  done
}
