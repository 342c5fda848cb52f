namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Salesforce's fields in the words of every CRM.</summary>
internal static class SalesforceSchema
{
    public static CrmField Field(SalesforceField field)
    {
        var kind = Kind(field.Type);
        return new(
            field.Name,
            Writable: field is { Createable: true, Updateable: true },
            Unique: field is { ExternalId: true, Unique: true },
            kind,
            kind == CrmFieldKind.Choice && field.RestrictedPicklist ? [.. field.PicklistValues.Where(v => v.Active).Select(v => v.Value)] : null,
            // Part of an id, an address or a number leads nowhere: only plain text has a length to keep to. What has to be unique, or is another system's id, is an id.
            field is { Type: "string" or "textarea" or "combobox", Length: > 0, Unique: false, ExternalId: false } ? field.Length : null);
    }

    private static CrmFieldKind Kind(string? type) => type switch
    {
        "int" or "long" or "double" or "currency" or "percent" => CrmFieldKind.Number,
        "boolean" => CrmFieldKind.Bool,
        "datetime" => CrmFieldKind.Time,
        "date" => CrmFieldKind.Date,
        "picklist" or "multipicklist" => CrmFieldKind.Choice,
        _ => CrmFieldKind.Text,
    };
}
