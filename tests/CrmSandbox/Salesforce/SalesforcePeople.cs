using System.Text.Json.Nodes;
using Integration.CrmSandbox.Controls;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>People in Salesforce. Only contacts can be merged there; the one merged into keeps its id.</summary>
internal sealed class SalesforcePeople(SalesforceBooks books, SalesforceValues reader) : IPeople
{
    public Books Books => books.Books;

    public IReadOnlyDictionary<string, object?> Read(RecordTable table, JsonObject typed, Record? existing)
    {
        try
        {
            var (values, errors) = reader.Read(table.Schema, typed);
            if (SalesforceValues.Missing(table.Schema, values, existing, errors) is { } missing)
            {
                errors.Add(missing);
            }

            foreach (var field in table.Schema.Fields.Where(f => f.Unique))
            {
                if (values.GetValueOrDefault(field.Name) is string text && table.FindBy(field.Name, text) is { } holder && !ReferenceEquals(holder, existing))
                {
                    errors.Add(new("DUPLICATE_VALUE", $"{field.Name}: another record has this value", field.Name));
                }
            }

            return errors.Count == 0 ? values : throw new PersonRefused(string.Join(' ', errors.Select(e => $"{e.Code}: {e.Message}")));
        }
        catch (ApiRefusal refusal)
        {
            throw new PersonRefused(refusal.Answer.Body!.ToJsonString());
        }
    }

    public Record Merge(RecordTable table, Record into, Record other, DateTimeOffset at)
    {
        if (table.Schema.Name != SalesforceSchemas.Contact)
        {
            throw new PersonRefused($"Salesforce merges no {table.Schema.Name}");
        }

        foreach (var child in Books.Tables)
        {
            foreach (var field in child.Schema.Fields.Where(f => f.Kind == FieldKind.Reference && f.RefersTo.Contains(table.Schema.Name)).ToList())
            {
                foreach (var record in child.All.Where(r => r.Lives && r.Text(field.Name) == other.Id).ToList())
                {
                    Books.Edit(child, record, new Dictionary<string, object?> { [field.Name] = into.Id }, at, byPerson: true, always: true);
                }
            }
        }

        Books.Remove(table, other, at, byPerson: true);
        other.MergedInto = into.Id;
        into.Merged.Add(other.Id);
        into.ModifiedAt = at;
        return into;
    }
}
