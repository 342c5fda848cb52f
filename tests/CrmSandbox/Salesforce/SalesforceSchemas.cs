using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>The org's object types as they are made: Salesforce's own fields that this product may write, and those its set-up adds.</summary>
internal static class SalesforceSchemas
{
    public const string Contact = "Contact";
    public const string Opportunity = "Opportunity";
    public const string Task = "Task";

    /// <summary>The stages of a new org.</summary>
    public static readonly IReadOnlyList<string> Stages =
    [
        "Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers", "Perception Analysis", "Proposal/Price Quote", "Negotiation/Review", "Closed Won",
        "Closed Lost",
    ];

    public static IReadOnlyList<ObjectSchema> Make() =>
    [
        new(Contact, "003", StringComparer.OrdinalIgnoreCase,
        [
            .. Common(),
            Text("FirstName", "First Name", 40),
            Text("LastName", "Last Name", 80) with { Required = true },
            new("Email", FieldKind.Email) { Label = "Email", MaxLength = 80 },
            Text("Phone", "Business Phone", 40),
            new("Description", FieldKind.LongText) { Label = "Contact Description", MaxLength = 32_000 },
            Text("MasterRecordId", "Master Record ID", 18) with { ReadOnly = true },
            Ours("Integration_Customer_Id__c", "Integration Customer Id", 128) with { Unique = true },
        ]),
        new(Opportunity, "006", StringComparer.OrdinalIgnoreCase,
        [
            .. Common(),
            Text("Name", "Name", 120) with { Required = true },
            new("Amount", FieldKind.Money) { Label = "Amount" },
            new("StageName", FieldKind.Choice) { Label = "Stage", Required = true, Options = Stages },
            new("CloseDate", FieldKind.Date) { Label = "Close Date", Required = true },
            new("CurrencyIsoCode", FieldKind.Choice) { Label = "Opportunity Currency", Options = Currencies.Codes, Default = "EUR" },
            new("Description", FieldKind.LongText) { Label = "Description", MaxLength = 32_000 },
            new("IsClosed", FieldKind.Bool) { Label = "Closed", ReadOnly = true },
            new("IsWon", FieldKind.Bool) { Label = "Won", ReadOnly = true },
            Ours("Integration_Payment_Id__c", "Integration Payment Id", 64) with { Unique = true },
            Ours("Integration_Version__c", "Integration Version", 18) with { Kind = FieldKind.Number, MaxLength = null },
            Ours("Integration_State__c", "Payment State", 80),
            Ours("Integration_Reason__c", "Payment Reason", 255),
            Ours("Integration_Order_Id__c", "Order Id", 255),
            Ours("Integration_Gateway__c", "Payment Gateway", 80),
            Ours("Integration_Gateway_Reference__c", "Gateway Reference", 255),
            Ours("Integration_Refunded_Amount__c", "Refunded Amount", 18) with { Kind = FieldKind.Money, MaxLength = null },
            Ours("Integration_Dispute__c", "Dispute", 80),
            Lookup("Integration_Customer__c", "Integration Customer", "Integration_Customer__r", Contact) with { Custom = true },
        ]),
        new(Task, "00T", StringComparer.OrdinalIgnoreCase,
        [
            .. Common(),
            Text("Subject", "Subject", 255),
            new("Description", FieldKind.LongText) { Label = "Description", MaxLength = 32_000 },
            new("ActivityDate", FieldKind.Date) { Label = "Due Date Only" },
            new("Status", FieldKind.Choice) { Label = "Status", Required = true, Options = ["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"], Default = "Not Started" },
            new("Priority", FieldKind.Choice) { Label = "Priority", Required = true, Options = ["High", "Normal", "Low"], Default = "Normal" },
            Lookup("WhatId", "Related To ID", "What", Opportunity),
            Lookup("WhoId", "Name ID", "Who", Contact),
            Ours("Integration_Entry_Id__c", "Integration Entry Id", 128) with { Unique = true },
            Lookup("Integration_Payment__c", "Integration Payment", "Integration_Payment__r", Opportunity) with { Custom = true },
        ]),
    ];

    private static FieldSchema Text(string name, string label, int length) => new(name, FieldKind.Text) { Label = label, MaxLength = length };

    private static FieldSchema Ours(string name, string label, int length) => Text(name, label, length) with { Custom = true };

    private static FieldSchema Lookup(string name, string label, string relationship, string type) =>
        new(name, FieldKind.Reference) { Label = label, MaxLength = 18, Relationship = relationship, RefersTo = [type] };

    private static IEnumerable<FieldSchema> Common() =>
    [
        new("Id", FieldKind.Id) { Label = "Record ID", ReadOnly = true, MaxLength = 18 },
        new("CreatedDate", FieldKind.Time) { Label = "Created Date", ReadOnly = true },
        new("LastModifiedDate", FieldKind.Time) { Label = "Last Modified Date", ReadOnly = true },
        new("SystemModstamp", FieldKind.Time) { Label = "System Modstamp", ReadOnly = true },
        new("IsDeleted", FieldKind.Bool) { Label = "Deleted", ReadOnly = true },
    ];
}
