using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Contracts.Rules;
using Integration.Hosting.Messaging;
using MassTransit;
using MassTransit.Serialization;

namespace Integration.Contracts.Tests;

/// <summary>A message of the product, read off its record.</summary>
internal sealed class Contract
{
    private readonly MethodInfo? _rules;

    private Contract(Type type)
    {
        Type = type;
        _rules = Rules.SingleOrDefault(rule => rule.GetParameters()[0].ParameterType.IsAssignableFrom(type));
    }

    /// <summary>Every message, by its name on the wire. What only stands inside of others is none.</summary>
    public static IReadOnlyList<Contract> All { get; } =
        [.. ContractMessages.All.Select(type => new Contract(type))];

    public Type Type { get; }

    /// <summary>The exchange (RabbitMQ) or topic (Service Bus).</summary>
    public string Name => ContractNames.Name(Type);

    /// <summary>What the header <c>MT-MessageType</c> says.</summary>
    public string Urn => MessageUrn.ForTypeString(Type);

    /// <summary>Whoever is outside may send it: that is why the contracts hold rules for it. All others are told by the product.</summary>
    public bool IsCommand => _rules is not null;

    public JsonObject Example => Write(Examples.Of(Type));

    /// <summary>A message as the product writes it.</summary>
    public static JsonObject Write(object message) => JsonSerializer.SerializeToNode(message, message.GetType(), SystemTextJsonMessageSerializer.Options)!.AsObject();

    /// <summary>The rules that a message breaks, as the product reads it.</summary>
    public IReadOnlyList<string> Violations(JsonNode message) =>
        [.. ((IReadOnlyList<Violation>)_rules!.Invoke(null, [message.Deserialize(Type, SystemTextJsonMessageSerializer.Options)])!).Select(violation => violation.ToString())];

    public override string ToString() => Name;

    private static IEnumerable<MethodInfo> Rules => typeof(PaymentRules).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == typeof(PaymentRules).Namespace)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).Where(method => method.Name == nameof(PaymentRules.Violations));
}
