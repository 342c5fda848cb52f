# What banks, payers and faults do to the payments of the demo's own file. Sourced after services.sh.
scenario_id() { echo "5ce0a210-0000-4000-8000-0000000000$1"; }

# plant_fault SANDBOX_URL ORDER OPERATION FAULT TIMES
plant_fault() {
  local id; id=$(scenario_id "$2")
  curl -fsS -X POST "$1/sandbox/faults" -H 'Content-Type: application/json' \
    -d "{\"operation\":\"$3\",\"match\":\"pay:${id//-/}:\",\"fault\":\"$4\",\"times\":$5}" >/dev/null || die "the fault of order-$2 could not be planted"
}

plant_faults() {
  plant_fault "$1" 32 confirm executed_then_timeout 1
  plant_fault "$1" 33 confirm executed_then_500 1
  plant_fault "$1" 34 create not_executed_503 100000
}

# plant_duplicate SANDBOX_URL: Stripe takes the money of order-38, which PayPal was paid for; waits until the guard gave it back.
plant_duplicate() {
  local id intent; id=$(scenario_id 38)
  intent=$(psql_ours -tA -c "select reference from ops.attempts where payment_id = '$id' and gateway = 'stripe' and reference is not null limit 1")
  [ -n "$intent" ] || { say "order-38 has no intent at Stripe: no duplicate to plant"; return 1; }
  curl -fsS -X POST "$1/sandbox/stripe/plant-capture" -H 'Content-Type: application/json' -d "{\"intent\":\"$intent\"}" >/dev/null || die "the duplicate could not be planted"
  say "Stripe took the money of order-38 a second time ($intent); waiting for the guard ..."
  wait_until 60 "the return of the duplicate" eval "psql_ours -tA -c \"select 1 from ops.duplicate_charges where payment_id = '$id' and state = 'returned'\" | grep -q 1"
}
