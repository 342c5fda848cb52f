# The CRM beside the product in the demo. Sourced after services.sh.

# start_crm PRODUCT_URL DIR: starts the sandbox of the CRMs, sets crm (its address) and crm_settings (the product's).
start_crm() {
  crm=http://127.0.0.1:$(free_port)
  start_process crm-sandbox "$2" tests/CrmSandbox "$crm" "CrmSandbox__HubSpot__Webhooks__Url=$1/webhooks/hubspot" CrmSandbox__HubSpot__Webhooks__ClientSecret=demo-app-secret
  crm_settings=(
    Crm__Provider=HubSpot "ExternalApis__crm__BaseAddress=$crm" ExternalApis__crm__Auth__ApiKey__Key=pat-sandbox Webhooks__HubSpot__ClientSecrets__0=demo-app-secret
    Crm__Sync__LingerSeconds=2 Crm__Sync__QuietSeconds=0.5 Crm__Sync__LeaseSeconds=15 Crm__Sync__LateSeconds=1 ExternalApis__crm__TimeoutSeconds=10
    Crm__Inbound__Contact__Fields__0=email
  )
}

# show_crm CRM_URL DIR: each payment's life in the CRM beside PostgreSQL, and a contact that somebody changes there. Fails when they differ.
show_crm() {
  local crm=$1 dir=$2 customer contact
  wait_until 60 "the CRM's backlog" eval '[ "$(psql_ours -tA -c "select count(*) from ops.crm_backlog")" = 0 ]'
  curl -fsS "$crm/sandbox/hubspot/records/deals" >"$dir/deals.json" && curl -fsS "$crm/sandbox/hubspot/records/notes" >"$dir/notes.json" || die "the CRM's records could not be read"
  say "Each payment's life in the CRM, beside PostgreSQL:"
  psql_ours -P pager=off -P null='' -v "folder=$dir" -f "$ROOT/deploy/local/lib/crm.sql" -c "select payment, ours, stage, in_crm, amount, refunded, notes, customer from mirror order by 1"
  [ "$(psql_ours -tA -v "folder=$dir" -f "$ROOT/deploy/local/lib/crm.sql" -c 'select count(*) from mirror where not agrees')" = 0 ] || { say "THE CRM DIFFERS:"; psql_ours -v "folder=$dir" -f "$ROOT/deploy/local/lib/crm.sql" -c "select * from mirror where not agrees"; return 1; }
  say "The CRM has every payment that ended, once, as it ended."
  read -r customer contact < <(psql_ours -tA -F ' ' -c "select key, crm_id from ops.crm_links where kind = 'customer' order by key limit 1")
  curl -fsS -X POST -H 'content-type: application/json' -d '{"email": "payer@example.com"}' "$crm/sandbox/hubspot/records/contacts/$contact" >/dev/null || die "the contact could not be changed"
  wait_until 60 "the change of the contact" eval "grep -q 'contact $contact was changed in hubspot' '$dir/standalone.log'"
  say "Somebody changed contact $contact ($customer) in the CRM; its webhook came, the contact was fetched and told:"
  grep -h "contact $contact was changed in hubspot" "$dir/standalone.log" | sed 's/^ */  /'
}
