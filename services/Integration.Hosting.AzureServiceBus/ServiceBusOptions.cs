using System.ComponentModel.DataAnnotations;

namespace Integration.Hosting.AzureServiceBus;

/// <summary>How the services use Azure Service Bus. Where it is: <c>ConnectionStrings__AzureServiceBus</c>, or <see cref="FullyQualifiedNamespace"/> for a managed identity.</summary>
public sealed class ServiceBusOptions : IValidatableObject
{
    /// <summary>Its place in the configuration.</summary>
    public const string Section = "Messaging:AzureServiceBus";

    /// <summary>What headers and properties of a message take of its size at most.</summary>
    internal const int HeaderBytes = 16 << 10;

    /// <summary>Without scheme: <c>name.servicebus.windows.net</c>. The process's identity signs in (workload or managed identity, or a developer's own).</summary>
    public string FullyQualifiedNamespace { get; set; } = "";

    /// <summary>The client id of the user-assigned identity to use; absent: the process's only one.</summary>
    public string ManagedIdentityClientId { get; set; } = "";

    /// <summary>True: the topology comes from the deployment (verb <c>topology</c>), and rights to send and listen are enough. False: topics, subscriptions and queues are made at start, which needs Manage.</summary>
    public bool PreProvisioned { get; set; }

    /// <summary>True for the official emulator and others like it: times to live of an hour at most, and <see cref="AdministrationConnectionString"/> for its second port.</summary>
    public bool Emulator { get; set; }

    /// <summary>Where entities are administered, where that is another port than messages travel on; emulators only.</summary>
    public string AdministrationConnectionString { get; set; } = "";

    /// <summary>Seconds a message is locked for its receiver; renewed while it is handled. Service Bus allows 5 minutes at most.</summary>
    [Range(5, 300)] public int LockSeconds { get; set; } = 60;

    /// <summary>Seconds the lock of one message is renewed for; longer than anything that is done with one.</summary>
    [Range(5, 86_400)] public int MaxLockRenewalSeconds { get; set; } = 600;

    /// <summary>Deliveries of one message before the broker sets it aside itself. The services set aside what they cannot handle long before; this is for processes that die with it.</summary>
    [Range(1, 2000)] public int MaxDeliveryCount { get; set; } = 10;

    /// <summary>Days a message may wait. Afterwards the broker moves it to its dead letters; it drops nothing.</summary>
    [Range(1, 366)] public int TimeToLiveDays { get; set; } = 14;

    /// <summary>Messages fetched ahead by one endpoint at most; never more than twice what it handles at once. Those count as locked while they wait.</summary>
    [Range(0, 5000)] public int Prefetch { get; set; } = 32;

    /// <summary>Largest message in bytes, headers included: 262,144 in Standard, up to 104,857,600 in Premium. A larger one is refused when it is published, before it is in the outbox.</summary>
    [Range(65_536, 104_857_600)] public int MaxMessageBytes { get; set; } = 262_144;

    /// <summary>True: over WebSockets on port 443, where a firewall lets AMQP's 5671 not pass.</summary>
    public bool WebSockets { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FullyQualifiedNamespace.Length > 0 && (Uri.CheckHostName(FullyQualifiedNamespace) != UriHostNameType.Dns || !FullyQualifiedNamespace.Contains('.', StringComparison.Ordinal)))
        {
            yield return new("has to be a host name without scheme, such as name.servicebus.windows.net.", [nameof(FullyQualifiedNamespace)]);
        }

        if (MaxLockRenewalSeconds < LockSeconds)
        {
            yield return new("must not be shorter than LockSeconds.", [nameof(MaxLockRenewalSeconds)]);
        }

        if (Emulator && MaxDeliveryCount > 10)
        {
            yield return new("must be 10 at most on the emulator.", [nameof(MaxDeliveryCount)]);
        }
    }
}
