namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>What stands where in HubSpot unless the configuration says otherwise. The <c>integration_…</c> properties have to be made first; docs/crm.md lists them.</summary>
internal static class HubSpotMapping
{
    public static CrmMappingOptions Default => new()
    {
        Customer = new() { RecordType = "contacts", IdField = "integration_customer_id" },
        Payment = new()
        {
            RecordType = "deals",
            IdField = "integration_payment_id",
            Fields = new()
            {
                ["dealname"] = "title",
                ["amount"] = "amount",
                ["deal_currency_code"] = "currency",
                ["pipeline"] = "'default'",
                ["dealstage"] = "state",
                ["closedate"] = "settledAt",
                ["integration_state"] = "state",
                ["integration_reason"] = "reason",
                ["integration_order_id"] = "orderId",
                ["integration_gateway"] = "gateway",
                ["integration_gateway_reference"] = "gatewayReference",
                ["integration_refunded_amount"] = "refunded",
                ["integration_dispute"] = "dispute",
                ["integration_version"] = "version",
            },
            Values = new()
            {
                ["dealstage"] = new()
                {
                    ["confirmed"] = "closedwon", ["partially_refunded"] = "closedwon", ["disputed"] = "closedwon",
                    ["failed"] = "closedlost", ["canceled"] = "closedlost", ["refunded"] = "closedlost", ["dispute_lost"] = "closedlost",
                },
            },
        },
        Entry = new()
        {
            RecordType = "notes",
            IdField = "integration_entry_id",
            Fields = new() { ["hs_note_body"] = "text", ["hs_timestamp"] = "at" },
        },
    };
}
