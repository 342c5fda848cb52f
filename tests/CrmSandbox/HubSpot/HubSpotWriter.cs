using System.Text.Json.Nodes;
using Integration.CrmSandbox.Faults;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Batch upsert and batch update. When every input has a trace id of its own, each record is judged by itself; otherwise one bad record refuses the call.</summary>
internal sealed class HubSpotWriter(IOptions<CrmSandboxOptions> options, HubSpotBooks books, HubSpotBatches batches, HubSpotEvents events, FaultPlan faults)
{
    private readonly HubSpotOptions _options = options.Value.HubSpot;

    /// <summary>Makes the records that are not there and changes those that are.</summary>
    public ApiAnswer Upsert(ApiCall call) => Write(call, upsert: true);

    /// <summary>Changes records that are there.</summary>
    public ApiAnswer Update(ApiCall call) => Write(call, upsert: false);

    private ApiAnswer Write(ApiCall call, bool upsert)
    {
        lock (books.Books.Gate)
        {
            var table = batches.Table(call.Route("type"));
            var writes = batches.Writes(call, table);
            foreach (var write in writes)
            {
                Judge(table, write);
            }

            var missing = writes.Where(w => w.Existing is null && !(upsert && w.IdProperty is not null)).ToList();
            var judged = writes.Except(missing).ToList();
            RefuseWhole(table, judged);
            var good = judged.Where(w => w.Problems.Count == 0).ToList();
            if (!books.Books.HasRoom(good.Count(w => w.Existing is null)) || events.IsFull)
            {
                throw new ApiRefusal(HubSpotFailure.Of(503, "INTERNAL_ERROR", "The sandbox is full (CrmSandbox__MaxRecords, CrmSandbox__HubSpot__Webhooks__MaxPending)."));
            }

            // Neither in the order of the inputs nor as many: nobody may rely on it.
            List<JsonObject> results = [.. good.Select(w => Store(table, w, call.At, upsert)).Reverse()];
            List<JsonObject> errors = [.. judged.Where(w => w.Problems.Count > 0).Select(Error)];
            if (missing.Count > 0)
            {
                errors.Add(HubSpotReader.NotFound(table, missing.Select(w => w.Id)));
            }

            return new(errors.Count == 0 ? 200 : 207, HubSpotViews.Batch(results, errors, call.At)) { Records = writes.Count, Refused = writes.Count - good.Count };
        }
    }

    private void Judge(RecordTable table, HubSpotWrite write)
    {
        write.Existing = write.IdProperty is { } property ? table.FindBy(property, write.Id) : table.Find(write.Id);
        var (values, problems) = HubSpotValues.Read(table.Schema, write.Properties);
        if (write.Existing is null && write.IdProperty is { } key)
        {
            values[key] = write.Id;
        }

        write.Values = values;
        write.Problems.AddRange(problems);
        write.Problems.AddRange(HubSpotValues.Missing(table.Schema, values, write.Existing).Where(missing => problems.All(p => p.Property != missing.Property)));
        if (faults.IsBad("hubspot", table.Schema.Name, write.Id))
        {
            write.Problems.Add(new(write.IdProperty ?? "hs_object_id", "INVALID_VALUE", $"{write.Id} does not meet the account's validation rules"));
        }
    }

    /// <summary>What refuses the call, whoever has a trace id: a lock, another record's unique value; without trace ids any problem.</summary>
    private void RefuseWhole(RecordTable table, List<HubSpotWrite> writes)
    {
        // All are asked: each has its own number of times.
        List<HubSpotWrite> locked = [.. writes.Where(w => faults.MeetsLock("hubspot", table.Schema.Name, w.Id))];
        if (locked.Count > 0)
        {
            throw new ApiRefusal(HubSpotFailure.Locked() with { Records = writes.Count, Refused = writes.Count });
        }

        if (Conflict(table, writes) is { } existing)
        {
            var what = table.Schema.Name == HubSpotSchemas.Contacts ? "Contact" : "Object";
            throw new ApiRefusal(HubSpotFailure.Conflict($"{what} already exists. Existing ID: {existing}") with { Records = writes.Count, Refused = writes.Count });
        }

        var traced = writes.All(w => !string.IsNullOrEmpty(w.Trace)) && writes.Select(w => w.Trace).Distinct(StringComparer.Ordinal).Count() == writes.Count;
        List<HubSpotProblem> problems = [.. writes.SelectMany(w => w.Problems)];
        if (!traced && problems.Count > 0)
        {
            throw new ApiRefusal(HubSpotFailure.NotValid(problems, _options.PortalId) with { Records = writes.Count, Refused = writes.Count });
        }
    }

    /// <summary>The id of a record, or our id of another input, that has a unique value which an input would take; null when there is none.</summary>
    private static string? Conflict(RecordTable table, List<HubSpotWrite> writes)
    {
        var taken = new Dictionary<(string Field, string Value), HubSpotWrite>();
        foreach (var write in writes.Where(w => w.Problems.Count == 0))
        {
            foreach (var field in table.Schema.Fields.Where(f => f.Unique))
            {
                if (write.Values.GetValueOrDefault(field.Name) is not string text)
                {
                    continue;
                }

                if (table.FindBy(field.Name, text) is { } holder && !ReferenceEquals(holder, write.Existing))
                {
                    return holder.Id;
                }

                if (!taken.TryAdd((field.Name, text.ToUpperInvariant()), write))
                {
                    return taken[(field.Name, text.ToUpperInvariant())].Id;
                }
            }
        }

        return null;
    }

    private JsonObject Store(RecordTable table, HubSpotWrite write, DateTimeOffset at, bool upsert)
    {
        var made = write.Existing is null;
        var record = write.Existing ?? books.Books.Make(table, write.Values, at, byPerson: false);
        if (!made)
        {
            books.Books.Edit(table, record, write.Values, at, byPerson: false, always: false);
        }

        var result = HubSpotViews.Of(table, record, write.Values.Keys.Concat(write.IdProperty is { } key ? [key] : []), _options);
        if (upsert)
        {
            result["new"] = made;
        }

        if (_options.EchoTraceId && write.Trace is { } trace)
        {
            result["objectWriteTraceId"] = trace;
        }

        return result;
    }

    private JsonObject Error(HubSpotWrite write) =>
        HubSpotViews.Error("VALIDATION_ERROR", HubSpotProblem.Sentence(write.Problems, _options.PortalId), "objectWriteTraceId", [write.Trace!]);
}
