using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>The account's object types as they are made: HubSpot's own properties that this product may write, and those its set-up adds.</summary>
internal static class HubSpotSchemas
{
    public const string Contacts = "contacts";
    public const string Deals = "deals";
    public const string Notes = "notes";

    /// <summary>The stages of HubSpot's sales pipeline.</summary>
    public static readonly IReadOnlyList<string> Stages =
        ["appointmentscheduled", "qualifiedtobuy", "presentationscheduled", "decisionmakerboughtin", "contractsent", "closedwon", "closedlost"];

    /// <summary>Other names under which the API knows the types.</summary>
    public static readonly IReadOnlyDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["contact"] = Contacts,
        ["0-1"] = Contacts,
        ["deal"] = Deals,
        ["0-3"] = Deals,
        ["note"] = Notes,
        ["0-46"] = Notes,
    };

    /// <summary>HubSpot's numbers of the default associations.</summary>
    public static readonly IReadOnlyDictionary<(string From, string To), int> Associations = new Dictionary<(string From, string To), int>
    {
        [(Deals, Contacts)] = 3,
        [(Contacts, Deals)] = 4,
        [(Contacts, Notes)] = 201,
        [(Notes, Contacts)] = 202,
        [(Deals, Notes)] = 213,
        [(Notes, Deals)] = 214,
    };

    public static IReadOnlyList<ObjectSchema> Make() =>
    [
        new(Contacts, "0-1", StringComparer.Ordinal,
        [
            .. Common("createdate", "lastmodifieddate"),
            new("email", FieldKind.Email) { Label = "Email", Unique = true, MaxLength = 254 },
            new("firstname", FieldKind.Text) { Label = "First name" },
            new("lastname", FieldKind.Text) { Label = "Last name" },
            new("phone", FieldKind.Text) { Label = "Phone number" },
            new("company", FieldKind.Text) { Label = "Company name" },
            new("country", FieldKind.Text) { Label = "Country" },
            Ours("integration_customer_id", "Integration customer id") with { Unique = true },
        ]),
        new(Deals, "0-3", StringComparer.Ordinal,
        [
            .. Common("createdate", "hs_lastmodifieddate"),
            new("dealname", FieldKind.Text) { Label = "Deal name", Required = true },
            new("amount", FieldKind.Number) { Label = "Amount" },
            new("amount_in_home_currency", FieldKind.Number) { Label = "Amount in company currency", ReadOnly = true },
            new("deal_currency_code", FieldKind.Choice) { Label = "Currency", Options = Currencies.Codes },
            new("dealstage", FieldKind.Choice) { Label = "Deal stage", Required = true, Options = Stages, ExternalOptions = true },
            new("pipeline", FieldKind.Choice) { Label = "Pipeline", Options = ["default"], ExternalOptions = true, Default = "default" },
            new("closedate", FieldKind.Time) { Label = "Close date" },
            new("description", FieldKind.LongText) { Label = "Deal description" },
            Ours("integration_payment_id", "Integration payment id") with { Unique = true },
            Ours("integration_version", "Integration version") with { Kind = FieldKind.Number },
            Ours("integration_state", "Payment state"),
            Ours("integration_reason", "Payment reason"),
            Ours("integration_order_id", "Order id"),
            Ours("integration_gateway", "Payment gateway"),
            Ours("integration_gateway_reference", "Gateway reference"),
            Ours("integration_refunded_amount", "Refunded amount") with { Kind = FieldKind.Number },
            Ours("integration_dispute", "Dispute"),
        ]),
        new(Notes, "0-46", StringComparer.Ordinal,
        [
            .. Common("hs_createdate", "hs_lastmodifieddate"),
            new("hs_note_body", FieldKind.LongText) { Label = "Note body", MaxLength = 65_536 },
            new("hs_timestamp", FieldKind.Time) { Label = "Activity date", Required = true },
            Ours("integration_entry_id", "Integration entry id") with { Unique = true },
        ]),
    ];

    private static FieldSchema Ours(string name, string label) => new(name, FieldKind.Text) { Label = label, Custom = true };

    private static IEnumerable<FieldSchema> Common(string created, string modified) =>
    [
        new("hs_object_id", FieldKind.Number) { Label = "Record ID", ReadOnly = true },
        new(created, FieldKind.Time) { Label = "Create date", ReadOnly = true },
        new(modified, FieldKind.Time) { Label = "Last modified date", ReadOnly = true },
        new("hs_merged_object_ids", FieldKind.Text) { Label = "Merged record IDs", ReadOnly = true },
    ];
}
