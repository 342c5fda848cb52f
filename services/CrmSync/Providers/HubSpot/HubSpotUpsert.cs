using System.Globalization;
using Integration.CrmSync.Providers.Calls;
using Integration.Hosting.ExternalApi;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>Writes records in one call, and what they belong to in one more per type of the others.</summary>
internal sealed class HubSpotUpsert(HubSpotCalls calls, HubSpotLinks links, IOptions<HubSpotOptions> options)
{
    /// <summary>An answer for each record, in their order.</summary>
    public async Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(CrmObject type, IReadOnlyList<CrmWrite> records, CancellationToken cancellationToken)
    {
        var batch = new HubSpotWriting(type, records);
        var refused = await DividedBatch.SendAsync(records, options.Value.MaxCallsPerBatch, part => SendAsync(batch, part, cancellationToken));
        foreach (var (record, why) in refused)
        {
            batch.Refuse(record, why);
        }

        foreach (var (record, why) in await links.LinkAsync(type, batch.Written(), batch.Words, cancellationToken))
        {
            batch.Refuse(record, why);
        }

        return batch.Answers();
    }

    private async Task<WholeRefusal<CrmWrite>?> SendAsync(HubSpotWriting batch, IReadOnlyList<CrmWrite> part, CancellationToken cancellationToken)
    {
        var request = ExternalRequest.Json(
            HttpMethod.Post, $"crm/v3/objects/{Uri.EscapeDataString(batch.Type.Type)}/batch/upsert", new HubSpotInputs<HubSpotInput>(part.Select(batch.Input)));
        var (answer, refused) = await calls.SendAsync<HubSpotBatch<HubSpotObject>>(request, batch.Words, cancellationToken);
        if (refused is not null)
        {
            return batch.Refusal(refused, part);
        }

        batch.Take(answer!, part);
        return null;
    }
}

/// <summary>What is known of a batch that is being written. HubSpot answers in its own order, so everything is told by name.</summary>
internal sealed class HubSpotWriting
{
    private readonly IReadOnlyList<CrmWrite> _records;
    private readonly Dictionary<string, CrmWrite> _byKey;
    private readonly Dictionary<string, CrmWrite> _byTrace;
    private readonly Dictionary<CrmWrite, string> _traces;
    private readonly Dictionary<CrmWrite, string> _ids = [];
    private readonly Dictionary<CrmWrite, Refusal> _refusals = [];

    public HubSpotWriting(CrmObject type, IReadOnlyList<CrmWrite> records)
    {
        (Type, _records, Words) = (type, records, new(type, records));
        _byKey = records.ToDictionary(r => r.Key, StringComparer.OrdinalIgnoreCase);
        _traces = records.Select((record, i) => (record, i)).ToDictionary(r => r.record, r => r.i.ToString(CultureInfo.InvariantCulture));
        _byTrace = _traces.ToDictionary(t => t.Value, t => t.Key, StringComparer.Ordinal);
    }

    public CrmObject Type { get; }

    public HubSpotWords Words { get; }

    /// <summary>Our id is named among the values too: then the answer surely holds it.</summary>
    public HubSpotInput Input(CrmWrite record) => new(
        Type.IdField,
        record.Key,
        _traces[record],
        record.Fields.Append(new(Type.IdField, record.Key)).DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => SentValue.Text(f.Value) ?? ""));

    /// <summary>Why HubSpot refused a part as a whole.</summary>
    /// <exception cref="CrmCallException">Whatever were in it would be refused.</exception>
    public WholeRefusal<CrmWrite> Refusal(HubSpotError error, IReadOnlyList<CrmWrite> part)
    {
        var why = Judge(error);
        if (error.Category == "OBJECT_NOT_FOUND" || error.Category == "HTTP_404")
        {
            throw HubSpotCalls.Refused(why);
        }

        var named = error.Errors.Append(error).SelectMany(e => Meant(e).Select(record => (record, why: e == error ? why : Judge(e))))
            .Concat(HubSpotWords.Impossible(error).SelectMany(field => part.Where(record => record.Fields.ContainsKey(field)).Select(record => (record, why))));
        return new(why, named.DistinctBy(n => n.record).ToDictionary(n => n.record, n => n.why));
    }

    /// <summary>Keeps what HubSpot says of the records of a part.</summary>
    /// <exception cref="CrmCallException">It says that no record could be taken.</exception>
    public void Take(HubSpotBatch<HubSpotObject> answer, IReadOnlyList<CrmWrite> part)
    {
        foreach (var result in answer.Results)
        {
            if (Find(result) is { } record)
            {
                _ids[record] = result.Id;
            }
        }

        var unnamed = new List<Refusal>();
        foreach (var error in answer.Errors)
        {
            var (why, meant) = (Judge(error), Meant(error).Where(r => !_ids.ContainsKey(r)).ToList());
            meant.ForEach(record => Refuse(record, why));
            if (meant.Count == 0)
            {
                unnamed.Add(why);
            }
        }

        // Neither written nor named: it is the one that an error without a name means, or has to be sent again.
        var left = part.Where(r => !_ids.ContainsKey(r) && !_refusals.ContainsKey(r)).ToList();
        foreach (var record in left)
        {
            Refuse(record, unnamed switch
            {
                [var only] when left.Count == 1 => only,
                [var first, ..] => first with { Passing = true },
                [] => new(CrmWriteAnswer.NoAnswer, "HubSpot's answer does not say what became of the record", Passing: true),
            });
        }
    }

    public void Refuse(CrmWrite record, Refusal why) => _refusals.TryAdd(record, why);

    /// <summary>The records that HubSpot has now.</summary>
    public IReadOnlyList<(CrmWrite Record, string Id)> Written() => [.. _records.Where(_ids.ContainsKey).Select(r => (r, _ids[r]))];

    public IReadOnlyList<CrmWriteAnswer> Answers() => [.. _records.Select(record => _refusals.GetValueOrDefault(record) is { } why
        ? new CrmWriteAnswer(record.Key, _ids.GetValueOrDefault(record), why.Code, why.Reason, why.Passing) { OfAField = why.OfAField }
        : new CrmWriteAnswer(record.Key, _ids[record]))];

    private Refusal Judge(HubSpotError error)
    {
        var why = Words.Refusal(error);
        return HubSpotWords.IsOfTheType(error, Type) ? throw HubSpotCalls.Refused(why) : why;
    }

    private CrmWrite? Find(HubSpotObject result) =>
        result.ObjectWriteTraceId is { } trace && _byTrace.TryGetValue(trace, out var traced) ? traced
        : result.Properties.GetValueOrDefault(Type.IdField) is { } key && _byKey.TryGetValue(key, out var keyed) ? keyed
        : null;

    private IEnumerable<CrmWrite> Meant(HubSpotError error) =>
        error.Names("objectWriteTraceId").Select(trace => _byTrace.GetValueOrDefault(trace))
            .Concat(error.Names("ids").Select(key => _byKey.GetValueOrDefault(key))).OfType<CrmWrite>().Distinct();
}
