namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>What stands where in Salesforce unless the configuration says otherwise. The custom fields and relationships have to be made first; docs/crm.md lists them.</summary>
internal static class SalesforceMapping
{
    public static CrmMappingOptions Default => new()
    {
        Customer = new() { RecordType = "Contact", IdField = "Integration_Customer_Id__c", Fields = new() { ["LastName"] = "title" } },
        Payment = new()
        {
            RecordType = "Opportunity",
            IdField = "Integration_Payment_Id__c",
            Relation = "Integration_Customer__r",
            Fields = new()
            {
                ["Name"] = "title",
                ["Amount"] = "amount",
                ["CurrencyIsoCode"] = "currency",
                ["StageName"] = "state",
                ["CloseDate"] = "settledOn",
                ["Integration_State__c"] = "state",
                ["Integration_Reason__c"] = "reason",
                ["Integration_Order_Id__c"] = "orderId",
                ["Integration_Gateway__c"] = "gateway",
                ["Integration_Gateway_Reference__c"] = "gatewayReference",
                ["Integration_Refunded_Amount__c"] = "refunded",
                ["Integration_Dispute__c"] = "dispute",
                ["Integration_Version__c"] = "version",
            },
            Values = new()
            {
                ["StageName"] = new()
                {
                    ["confirmed"] = "Closed Won", ["partially_refunded"] = "Closed Won", ["disputed"] = "Closed Won",
                    ["failed"] = "Closed Lost", ["canceled"] = "Closed Lost", ["refunded"] = "Closed Lost", ["dispute_lost"] = "Closed Lost",
                },
            },
        },
        Entry = new()
        {
            RecordType = "Task",
            IdField = "Integration_Entry_Id__c",
            Relation = "Integration_Payment__r",
            Fields = new() { ["Subject"] = "title", ["Description"] = "text", ["ActivityDate"] = "on", ["Status"] = "'Completed'" },
        },
    };
}
