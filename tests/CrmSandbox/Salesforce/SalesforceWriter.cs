using System.Text.Json.Nodes;
using Integration.CrmSandbox.Faults;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Upserts of many records of one type by an external id, and deletes.</summary>
internal sealed class SalesforceWriter(IOptions<CrmSandboxOptions> options, SalesforceBooks books, SalesforceValues reader, FaultPlan faults)
{
    private readonly SalesforceOptions _options = options.Value.Salesforce;

    /// <summary>Each record has an answer of its own, in the order of the records.</summary>
    public ApiAnswer Upsert(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var table = SalesforceReader.Table(books, call);
            var key = table.Schema.Field(call.Route("field")) is { Unique: true } field ? field
                : throw new ApiRefusal(SalesforceFailure.NotFound($"Provided external ID field does not exist or is not accessible: {call.Route("field")}"));
            var (records, allOrNone) = Records(call);
            List<Write> writes = [.. records.Select(record => Judge(table, key, record))];
            foreach (var twin in writes.Where(w => w.Key is not null).GroupBy(w => w.Key, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()).SelectMany(g => g))
            {
                twin.Errors.Insert(0, new("DUPLICATE_VALUE", $"Duplicate external id specified: {twin.Key}", key.Name));
            }

            if (allOrNone && writes.Any(w => w.Errors.Count > 0))
            {
                foreach (var good in writes.Where(w => w.Errors.Count == 0))
                {
                    good.Errors.Add(new("ALL_OR_NONE_OPERATION_ROLLED_BACK", "Record rolled back because not all records were valid and the request was using AllOrNone header"));
                }
            }

            if (!books.Books.HasRoom(writes.Count))
            {
                throw new ApiRefusal(SalesforceFailure.Of(503, "SERVER_UNAVAILABLE", "The sandbox is full (CrmSandbox__MaxRecords)."));
            }

            return new(200, new JsonArray([.. writes.Select(w => Store(table, w, call.At))])) { Records = writes.Count, Refused = writes.Count(w => w.Errors.Count > 0) };
        }
    }

    /// <summary>To the recycle bin.</summary>
    public ApiAnswer Delete(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var table = SalesforceReader.Table(books, call);
            if (SalesforceIds.Long(call.Route("id")) is not { } id || table.Any(id) is not { } record)
            {
                throw new ApiRefusal(SalesforceFailure.NotFound("Provided external ID field does not exist or is not accessible: " + call.Route("id")));
            }

            if (!record.Lives)
            {
                throw new ApiRefusal(SalesforceFailure.Deleted());
            }

            books.Books.Remove(table, record, call.At, byPerson: false);
            return ApiAnswer.Empty(204);
        }
    }

    private (List<JsonObject> Records, bool AllOrNone) Records(ApiCall call)
    {
        var body = call.Json() ?? throw new ApiRefusal(SalesforceFailure.BadJson("Unexpected character at [line:1, column:1]"));
        if (body["records"] is not JsonArray { Count: > 0 } list)
        {
            throw new ApiRefusal(SalesforceFailure.Of(400, "REQUIRED_FIELD_MISSING", "At least 1 record is required"));
        }

        return list.Count > _options.MaxBatch ? throw new ApiRefusal(SalesforceFailure.TooMany(_options.MaxBatch))
            : ([.. list.Select(r => r as JsonObject ?? throw new ApiRefusal(SalesforceFailure.BadJson("records are objects")))], body["allOrNone"]?.ToString() == "true");
    }

    private Write Judge(RecordTable table, FieldSchema key, JsonObject record)
    {
        if (record["attributes"]?["type"]?.ToString() is not { } type || !string.Equals(type, table.Schema.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiRefusal(SalesforceFailure.Of(400, "INVALID_TYPE", $"The type in attributes has to be {table.Schema.Name}"));
        }

        if (record.Any(p => string.Equals(p.Key, "id", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ApiRefusal(SalesforceFailure.Of(400, "INVALID_FIELD", "The Id field should not be specified in the sobject data."));
        }

        var (values, errors) = reader.Read(table.Schema, record);
        var write = new Write(values.GetValueOrDefault(key.Name) as string, values, errors);
        if (write.Key is null)
        {
            errors.Add(new("MISSING_ARGUMENT", $"{key.Name} not specified", key.Name));
            return write;
        }

        write.Existing = table.FindBy(key.Name, write.Key);
        if (SalesforceValues.Missing(table.Schema, values, write.Existing, errors) is { } missing)
        {
            errors.Add(missing);
        }

        RequireUnique(table, write);
        if (faults.IsBad("salesforce", table.Schema.Name, write.Key))
        {
            errors.Add(new("FIELD_CUSTOM_VALIDATION_EXCEPTION", "This record does not meet the org's validation rules"));
        }

        if (errors.Count == 0 && faults.MeetsLock("salesforce", table.Schema.Name, write.Key))
        {
            errors.Add(new("UNABLE_TO_LOCK_ROW", $"unable to obtain exclusive access to this record or 1 records: {write.Existing?.Id ?? "000000000000000AAA"}"));
        }

        return write;
    }

    private static void RequireUnique(RecordTable table, Write write)
    {
        foreach (var field in table.Schema.Fields.Where(f => f.Unique))
        {
            if (write.Values.GetValueOrDefault(field.Name) is string text && table.FindBy(field.Name, text) is { } holder && !ReferenceEquals(holder, write.Existing))
            {
                write.Errors.Add(new("DUPLICATE_VALUE", $"duplicate value found: {field.Name} duplicates value on record with id: {holder.Id}", field.Name));
            }
        }
    }

    private JsonObject Store(RecordTable table, Write write, DateTimeOffset at)
    {
        if (write.Errors.Count == 0)
        {
            // Once more: an earlier record of this call may have taken a value.
            RequireUnique(table, write);
        }

        if (write.Errors.Count > 0)
        {
            return new() { ["success"] = false, ["errors"] = new JsonArray([.. write.Errors.Select(e => e.View())]) };
        }

        var made = write.Existing is null;
        var record = write.Existing ?? books.Books.Make(table, write.Values, at, byPerson: false);
        if (!made)
        {
            books.Books.Edit(table, record, write.Values, at, byPerson: false, always: true);
        }

        return new() { ["id"] = record.Id, ["success"] = true, ["errors"] = new JsonArray(), ["created"] = made };
    }

    private sealed record Write(string? Key, IReadOnlyDictionary<string, object?> Values, List<SalesforceError> Errors)
    {
        public Record? Existing { get; set; }
    }
}
