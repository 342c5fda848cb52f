using System.Text.Json;
using Integration.CrmSync.Providers.Calls;
using Integration.Hosting.ExternalApi;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Writes records, and what they belong to, in one call.</summary>
internal sealed class SalesforceUpsert(SalesforceCalls calls, IOptions<SalesforceOptions> options)
{
    /// <summary>An answer for each record, in their order.</summary>
    public async Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(CrmObject type, IReadOnlyList<CrmWrite> records, CancellationToken cancellationToken)
    {
        var words = new SalesforceWords(type, records);
        var answers = new Dictionary<CrmWrite, CrmWriteAnswer>();
        var refused = await DividedBatch.SendAsync(records, options.Value.MaxCallsPerBatch, async part =>
        {
            var (results, errors) = await calls.SendAsync<IReadOnlyList<SalesforceResult>>(Request(type, part), words, cancellationToken);
            if (errors is not null)
            {
                return Refusal(type, part, errors, words);
            }

            if (results!.Count != part.Count)
            {
                throw new CrmCallException(CrmFailureKind.Unavailable, $"Salesforce answered {results.Count} of {part.Count} records");
            }

            foreach (var (record, result) in part.Zip(results))
            {
                answers[record] = Answer(type, record, result, words);
            }

            return null;
        });
        foreach (var (record, why) in refused)
        {
            answers[record] = Answer(record, why);
        }

        return [.. records.Select(r => answers[r])];
    }

    private ExternalRequest Request(CrmObject type, IReadOnlyList<CrmWrite> part) => new()
    {
        Method = HttpMethod.Patch,
        Path = $"{calls.Root}/composite/sobjects/{Uri.EscapeDataString(type.Type)}/{Uri.EscapeDataString(type.IdField)}",
        Body = SalesforceBody.Of(type, part),
    };

    private static CrmWriteAnswer Answer(CrmObject type, CrmWrite record, SalesforceResult result, SalesforceWords words) =>
        result is { Success: true, Id: { } id } ? new(record.Key, id)
        : result.Errors.FirstOrDefault(e => SalesforceWords.Missing(e) is { } field && Same(field, type.IdField)) is { } ofTheType ? throw SalesforceCalls.Refused(words.Refusal([ofTheType]))
        : Answer(record, words.Refusal(result.Errors));

    private static CrmWriteAnswer Answer(CrmWrite record, Refusal why) => new(record.Key, null, why.Code, why.Reason, why.Passing) { OfAField = why.OfAField };

    /// <summary>A field that the object type does not have names every record that has it. Anything else names nobody.</summary>
    /// <exception cref="CrmCallException">It is the type, or its id field.</exception>
    private static WholeRefusal<CrmWrite> Refusal(CrmObject type, IReadOnlyList<CrmWrite> part, IReadOnlyList<SalesforceError> errors, SalesforceWords words)
    {
        var why = words.Refusal(errors);
        var missing = errors.Select(SalesforceWords.Missing).OfType<string>().ToList();
        if (why.Code is "NOT_FOUND" or "INVALID_TYPE" or "HTTP_404" || missing.Any(field => Same(field, type.IdField)))
        {
            throw SalesforceCalls.Refused(why);
        }

        return new(why, part.Where(r => r.Fields.Keys.Concat(r.Links.SelectMany(l => new[] { l.Relation, SalesforceBody.Lookup(l.Relation) })).Any(name => missing.Any(field => Same(field, name)))).ToDictionary(r => r, _ => why));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Records as Salesforce reads them: values of JSON's own types, and the other end of a relationship named by its external id, or by Salesforce's where it has none.</summary>
internal static class SalesforceBody
{
    public static ReadOnlyMemory<byte> Of(CrmObject type, IReadOnlyList<CrmWrite> records)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteBoolean("allOrNone", false);
            json.WriteStartArray("records");
            foreach (var record in records)
            {
                Write(json, type, record);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, CrmObject type, CrmWrite record)
    {
        json.WriteStartObject();
        WriteType(json, type);
        json.WriteString(type.IdField, record.Key);
        foreach (var (name, value) in record.Fields)
        {
            Write(json, name, value);
        }

        foreach (var link in record.Links)
        {
            if (link.Key is null)
            {
                json.WriteString(Lookup(link.Relation), link.Id);
                continue;
            }

            json.WriteStartObject(link.Relation);
            WriteType(json, link.To);
            json.WriteString(link.To.IdField, link.Key);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The field behind a relationship, which holds Salesforce's id of the other end.</summary>
    public static string Lookup(string relation) => relation.EndsWith("__r", StringComparison.OrdinalIgnoreCase) ? $"{relation[..^1]}c" : $"{relation}Id";

    private static void WriteType(Utf8JsonWriter json, CrmObject type)
    {
        json.WriteStartObject("attributes");
        json.WriteString("type", type.Type);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case bool yes:
                json.WriteBoolean(name, yes);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case decimal number:
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, SentValue.Text(value));
                break;
        }
    }
}
