namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>HubSpot's properties in the words of every CRM.</summary>
internal static class HubSpotSchema
{
    /// <summary>HubSpot's limit for text.</summary>
    private const int MaxText = 65_536;

    /// <summary>True for contacts, by any of their names.</summary>
    public static bool IsContact(string objectType) => objectType.ToUpperInvariant() is "CONTACTS" or "CONTACT" or "0-1";

    public static CrmField Field(string objectType, HubSpotProperty property) => new(
        property.Name,
        Writable: !property.Calculated && property.ModificationMetadata?.ReadOnlyValue != true,
        // A contact's address is unique without being called so.
        Unique: property.HasUniqueValue || (IsContact(objectType) && property.Name == "email"),
        Kind(property.Type),
        Options(property),
        property.Type == "string" ? MaxText : null);

    private static CrmFieldKind Kind(string? type) => type switch
    {
        "number" => CrmFieldKind.Number,
        "bool" => CrmFieldKind.Bool,
        "datetime" => CrmFieldKind.Time,
        "date" => CrmFieldKind.Date,
        "enumeration" => CrmFieldKind.Choice,
        _ => CrmFieldKind.Text,
    };

    /// <summary>Stages and owners are kept elsewhere: a list that is not here is unknown, not empty.</summary>
    private static List<string>? Options(HubSpotProperty property) =>
        property.Type != "enumeration" || (property.ExternalOptions && property.Options.Count == 0) ? null : [.. property.Options.Select(o => o.Value)];
}
