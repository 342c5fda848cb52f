using System.Globalization;
using System.Text.Json.Nodes;

namespace Integration.CrmRun;

/// <summary>Where things stand in a CRM's records by the product's own mapping.</summary>
internal sealed record Shape(
    string Name, int Batch, int CallsPerLinkedBatch, (string Type, string Id) Customer, (string Type, string Id) Payment, (string Type, string Id) Entry,
    string State, string Refunded, string Amount, string Text)
{
    public static Shape Of(string crm) => crm == "HubSpot"
        ? new("hubspot", 100, 2, ("contacts", "integration_customer_id"), ("deals", "integration_payment_id"), ("notes", "integration_entry_id"),
            "integration_state", "integration_refunded_amount", "amount", "hs_note_body")
        : new("salesforce", 200, 1, ("Contact", "Integration_Customer_Id__c"), ("Opportunity", "Integration_Payment_Id__c"), ("Task", "Integration_Entry_Id__c"),
            "Integration_State__c", "Integration_Refunded_Amount__c", "Amount", "Description");

    public static decimal Number(JsonNode? value) => decimal.Parse(value?.ToString() ?? "0", CultureInfo.InvariantCulture);
}
