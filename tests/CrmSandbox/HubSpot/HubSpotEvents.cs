using System.Text.Json.Nodes;
using System.Threading.Channels;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Makes events of changes and keeps them until they are taken. Notes have none. Safe for concurrent use.</summary>
internal sealed class HubSpotEvents(IOptions<CrmSandboxOptions> options)
{
    private readonly HubSpotOptions _options = options.Value.HubSpot;
    private readonly Channel<HubSpotEvent> _waiting = Channel.CreateUnbounded<HubSpotEvent>();
    private readonly Lock _gate = new();
    private readonly Queue<HubSpotEvent> _kept = new();
    private long _number = 3_816_279_000;
    private int _pending;

    /// <summary>Events that were not delivered yet.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Whether no more events fit.</summary>
    public bool IsFull => Pending >= _options.Webhooks.MaxPending;

    public ChannelReader<HubSpotEvent> Waiting => _waiting.Reader;

    /// <summary>Tells of a change, if anybody listens.</summary>
    public void Tell(RecordChange change)
    {
        if (string.IsNullOrEmpty(_options.Webhooks.Url) || change.Type == HubSpotSchemas.Notes || !(change.ByPerson || _options.Webhooks.OwnWrites))
        {
            return;
        }

        foreach (var one in Events(change))
        {
            lock (_gate)
            {
                _kept.Enqueue(one);
                while (_kept.Count > _options.Webhooks.MaxKept)
                {
                    _kept.Dequeue();
                }
            }

            Send(one);
        }
    }

    /// <summary>Sends the last ones again, as HubSpot does when it does not know that they arrived; answers how many.</summary>
    public int Repeat(int last)
    {
        List<HubSpotEvent> again;
        lock (_gate)
        {
            again = [.. _kept.TakeLast(last)];
        }

        again.ForEach(one => Send(one with { Attempts = one.Attempts + 1 }));
        return again.Count;
    }

    /// <summary>So many events need no more tries.</summary>
    public void Settled(int events) => Interlocked.Add(ref _pending, -events);

    private void Send(HubSpotEvent one)
    {
        Interlocked.Increment(ref _pending);
        _waiting.Writer.TryWrite(one);
    }

    private IEnumerable<HubSpotEvent> Events(RecordChange change)
    {
        var word = change.Type == HubSpotSchemas.Contacts ? "contact" : "deal";
        switch (change.Kind)
        {
            case ChangeKind.Made:
                yield return New($"{word}.creation", change, new() { ["changeFlag"] = "CREATED" });
                break;
            case ChangeKind.Edited:
                foreach (var (field, value) in change.Fields)
                {
                    yield return New($"{word}.propertyChange", change, new() { ["propertyName"] = field, ["propertyValue"] = value ?? "" });
                }

                break;
            case ChangeKind.Removed:
                yield return New($"{word}.deletion", change, new() { ["changeFlag"] = "DELETED" });
                break;
            case ChangeKind.Erased:
                yield return New($"{word}.deletion", change, new() { ["changeFlag"] = "DELETED" });
                yield return New($"{word}.privacyDeletion", change, []);
                break;
            case ChangeKind.Merged:
                yield return New($"{word}.merge", change, new()
                {
                    ["primaryObjectId"] = Number(change.Primary!),
                    ["mergedObjectIds"] = new JsonArray([.. change.Merged.Select(id => JsonValue.Create(Number(id)))]),
                    ["newObjectId"] = Number(change.Id),
                    ["numberOfPropertiesMoved"] = 0,
                });
                break;
        }
    }

    private HubSpotEvent New(string type, RecordChange change, JsonObject more)
    {
        var number = Interlocked.Increment(ref _number);
        var payload = new JsonObject
        {
            ["eventId"] = number,
            ["subscriptionId"] = 1_000 + (StableNumber(type) % 1_000),
            ["portalId"] = _options.PortalId,
            ["appId"] = _options.AppId,
            ["occurredAt"] = change.At.ToUnixTimeMilliseconds(),
            ["subscriptionType"] = type,
            ["objectId"] = Number(change.Primary ?? change.Id),
            ["changeSource"] = change.ByPerson ? "CRM_UI" : "INTEGRATION",
            ["sourceId"] = change.ByPerson ? "userId:28311" : _options.AppId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in more)
        {
            payload[name] = value?.DeepClone();
        }

        return new(number, type, payload);
    }

    private static int StableNumber(string text) => text.Aggregate(7, (hash, letter) => ((hash * 31) + letter) & 0xFFFFFF);

    private static long Number(string id) => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
}
