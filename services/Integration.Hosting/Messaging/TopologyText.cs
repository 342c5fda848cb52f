using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Integration.Hosting.Messaging;

/// <summary>A topology in the forms that deployments take.</summary>
public static partial class TopologyText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The forms by name: <c>text</c> to read, <c>bicep</c> as the parameter of <c>deploy/azure</c>, <c>emulator</c> as <c>config.json</c> of the official emulator.</summary>
    public static IReadOnlyDictionary<string, Func<Topology, string>> Forms { get; } = new Dictionary<string, Func<Topology, string>>(StringComparer.Ordinal)
    {
        ["text"] = Text, ["bicep"] = Bicep, ["emulator"] = Emulator,
    };

    private static string Text(Topology topology)
    {
        var entities = topology.Entities;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"every queue and topic: time to live {entities.TimeToLive}; every queue: lock {entities.Lock}, deliveries {entities.MaxDeliveryCount}\n");
        foreach (var queue in topology.Queues)
        {
            text.Append("queue ").Append(queue).Append('\n');
        }

        foreach (var topic in topology.Topics)
        {
            text.Append("topic ").Append(topic).Append('\n');
            foreach (var subscription in topology.Subscriptions.Where(s => s.Topic == topic))
            {
                text.Append("  forwards to ").Append(subscription.Queue).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Bicep(Topology topology) => Write(new
    {
        queues = topology.Queues.Select(queue => new { name = queue, lockDuration = topology.Entities.Lock, maxDeliveryCount = topology.Entities.MaxDeliveryCount, defaultMessageTimeToLive = topology.Entities.TimeToLive }),
        topics = topology.Topics.Select(topic => new { name = topic, defaultMessageTimeToLive = topology.Entities.TimeToLive, subscriptions = topology.Subscriptions.Where(s => s.Topic == topic).Select(s => new { name = s.Queue, forwardTo = s.Queue }) }),
    });

    /// <summary>With the emulator's own limits: an hour to live, ten deliveries at most, and 50 queues and topics in all, so it has only what a payment's own way needs.</summary>
    private static string Emulator(Topology topology) => Write(new
    {
        UserConfig = new
        {
            Namespaces = new[]
            {
                new
                {
                    Name = "sbemulatorns",
                    Queues = topology.Queues.Where(queue => !OfCrm().IsMatch(queue)).Select(queue => new
                    {
                        Name = queue,
                        Properties = new { DeadLetteringOnMessageExpiration = true, DefaultMessageTimeToLive = "PT1H", LockDuration = topology.Entities.Lock, MaxDeliveryCount = EmulatorsDeliveries(topology), RequiresDuplicateDetection = false, RequiresSession = false },
                    }),
                    Topics = topology.Topics.Where(topic => !BesidePayments().IsMatch(topic)).Select(topic => new
                    {
                        Name = topic,
                        Properties = new { DefaultMessageTimeToLive = "PT1H", RequiresDuplicateDetection = false },
                        // One without subscriptions may not say so.
                        Subscriptions = topology.Subscriptions.Where(s => s.Topic == topic && !OfCrm().IsMatch(s.Queue)).Select(s => new
                        {
                            Name = s.Queue,
                            Properties = new { DeadLetteringOnMessageExpiration = true, DefaultMessageTimeToLive = "PT1H", LockDuration = topology.Entities.Lock, MaxDeliveryCount = EmulatorsDeliveries(topology), ForwardTo = s.Queue, RequiresSession = false },
                        }).ToList() is { Count: > 0 } subscriptions ? subscriptions : null,
                    }),
                },
            },
            Logging = new { Type = "Console" },
        },
    });

    private static int EmulatorsDeliveries(Topology topology) => Math.Min(topology.Entities.MaxDeliveryCount, 10);

    /// <summary>Queues of the CRM's service.</summary>
    [GeneratedRegex("^crm(-|$)")]
    private static partial Regex OfCrm();

    /// <summary>Topics of refunds, disputes, operators and CRMs. The comparison of books is asked for by the services themselves, and would wait in the outbox for ever.</summary>
    [GeneratedRegex(@"^(crm|operations(?!\.reconcile-gateways)|refunds)\.|\.(refund|crm)-|disput")]
    private static partial Regex BesidePayments();

    private static string Write(object value) => JsonSerializer.Serialize(value, Indented) + "\n";
}
