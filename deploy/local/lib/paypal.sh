# What both sides need for PayPal. Sourced after services.sh.

# paypal_sandbox WEBHOOKS_URL: fills the array paypal_sandbox_settings.
paypal_sandbox() { paypal_sandbox_settings=("Sandbox__Webhooks__PayPal__Url=$1/webhooks/paypal" Sandbox__Webhooks__PayPal__WebhookId=WH-LOCAL); }

# paypal_product SANDBOX_URL DIR: fills the array paypal_settings. The token key stays, so that a restart opens old tokens.
paypal_product() {
  local sandbox=$1 dir=$2
  [ -s "$dir/token.key" ] || (umask 077; head -c 32 /dev/urandom | base64 >"$dir/token.key")
  curl -fsS "$sandbox/sandbox/paypal/root.pem" >"$dir/root.pem" || die "the sandbox's root certificate could not be read"
  paypal_settings=(Gateways__PayPal__ClientId=paypal_client_sandbox Gateways__PayPal__ClientSecret=paypal_secret_sandbox "Gateways__PayPal__ApiBase=$sandbox"
    "Secrets__TokenKeys__0=$(cat "$dir/token.key")" Webhooks__PayPal__WebhookId=WH-LOCAL "Webhooks__PayPal__CertificateHosts__0=${sandbox#http://}" "Webhooks__PayPal__RootsFile=$dir/root.pem")
}
