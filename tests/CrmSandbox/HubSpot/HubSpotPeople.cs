using System.Text.Json.Nodes;
using Integration.CrmSandbox.Controls;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>People in HubSpot.</summary>
internal sealed class HubSpotPeople(HubSpotBooks books) : IPeople
{
    public Books Books => books.Books;

    public IReadOnlyDictionary<string, object?> Read(RecordTable table, JsonObject typed, Record? existing)
    {
        var (values, problems) = HubSpotValues.Read(table.Schema, typed);
        if (problems.Count > 0)
        {
            throw new PersonRefused(string.Join(' ', problems.Select(p => $"{p.Code}: {p.Message}")));
        }

        foreach (var field in table.Schema.Fields.Where(f => f.Unique))
        {
            if (values.GetValueOrDefault(field.Name) is string text && table.FindBy(field.Name, text) is { } holder && !ReferenceEquals(holder, existing))
            {
                throw new PersonRefused($"{field.Name}: another record has this value");
            }
        }

        return values;
    }

    public Record Merge(RecordTable table, Record into, Record other, DateTimeOffset at) => Books.Merge(table, into, other, at, byPerson: true);
}
