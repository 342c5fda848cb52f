using Integration.CrmSync.Providers.Calls;
using Integration.Hosting.ExternalApi;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>Associates records with what they belong to, by HubSpot's default association. A repeat changes nothing.</summary>
internal sealed class HubSpotLinks(HubSpotCalls calls, IOptions<HubSpotOptions> options)
{
    /// <summary>HubSpot's limit.</summary>
    private const int MaxPairs = 2000;

    /// <summary>What HubSpot says when one of the two is not there (any more): whoever was merged or deleted a moment ago is known by another id, or by none, as soon as that was heard.</summary>
    private static readonly HashSet<string> NotThere = new(StringComparer.Ordinal) { "crm.associations.INVALID_OBJECT_IDS", "OBJECT_NOT_FOUND", "HTTP_404" };

    /// <summary>The records of which a link was refused.</summary>
    /// <exception cref="CrmCallException">There was no answer.</exception>
    public async Task<IReadOnlyList<(CrmWrite Record, Refusal Why)>> LinkAsync(
        CrmObject from, IReadOnlyList<(CrmWrite Record, string Id)> written, HubSpotWords words, CancellationToken cancellationToken)
    {
        var wanted = from record in written
                     from link in record.Record.Links
                     group record.Record by (Type: link.To.Type, Pair: new HubSpotPair(new(record.Id), new(link.Id)));
        var refused = new List<(CrmWrite Record, Refusal Why)>();
        foreach (var type in wanted.GroupBy(w => w.Key.Type))
        {
            var records = type.ToDictionary(w => w.Key.Pair, w => w.First());
            foreach (var pairs in records.Keys.Chunk(MaxPairs))
            {
                var wrong = await AssociateAsync(from.Type, type.Key, pairs, words, cancellationToken);
                refused.AddRange(wrong.Select(w => (records[w.Pair], w.Why with { Passing = w.Why.Passing || NotThere.Contains(w.Why.Code), Reason = $"not linked to {type.Key}: {w.Why.Reason}" })));
            }
        }

        return refused;
    }

    private async Task<IReadOnlyList<(HubSpotPair Pair, Refusal Why)>> AssociateAsync(
        string from, string to, IReadOnlyList<HubSpotPair> pairs, HubSpotWords words, CancellationToken cancellationToken)
    {
        var path = $"crm/v4/associations/{Uri.EscapeDataString(from)}/{Uri.EscapeDataString(to)}/batch/associate/default";
        var wrong = new List<(HubSpotPair, Refusal)>();
        var whole = await DividedBatch.SendAsync(pairs, options.Value.MaxCallsPerBatch, async part =>
        {
            var (answer, refused) = await calls.SendAsync<HubSpotBatch<HubSpotPair>>(
                // The key lets the client repeat the call: an association that is there already is no other one, and without a repeat the records would all be written again.
                ExternalRequest.Json(HttpMethod.Post, path, new HubSpotInputs<HubSpotPair>(part), Guid.NewGuid().ToString()), words, cancellationToken);
            if (refused is null)
            {
                wrong.AddRange(Wrong(answer!, part, words));
                return null;
            }

            var named = refused.Errors.Append(refused).SelectMany(e => Meant(e, part).Select(pair => (pair, why: words.Refusal(e))));
            return new WholeRefusal<HubSpotPair>(words.Refusal(refused), named.DistinctBy(n => n.pair).ToDictionary(n => n.pair, n => n.why));
        });
        return [.. wrong, .. whole];
    }

    /// <summary>The answer lists both directions of each pair, and its status says nothing: what counts is its errors.</summary>
    private static IEnumerable<(HubSpotPair Pair, Refusal Why)> Wrong(HubSpotBatch<HubSpotPair> answer, IReadOnlyList<HubSpotPair> part, HubSpotWords words)
    {
        var made = answer.Results.Concat(answer.Results.Select(r => new HubSpotPair(r.To, r.From))).ToHashSet();
        return from error in answer.Errors
               let meant = Meant(error, part).ToList()
               from pair in meant.Count > 0 ? meant : part.Where(p => !made.Contains(p))
               select (pair, words.Refusal(error));
    }

    private static IEnumerable<HubSpotPair> Meant(HubSpotError error, IReadOnlyList<HubSpotPair> part)
    {
        var (from, to) = (error.Names("fromObjectId").ToHashSet(), error.Names("toObjectId").ToHashSet());
        return from.Count + to.Count == 0 ? [] : part.Where(p => (from.Count == 0 || from.Contains(p.From.Id)) && (to.Count == 0 || to.Contains(p.To.Id)));
    }
}
