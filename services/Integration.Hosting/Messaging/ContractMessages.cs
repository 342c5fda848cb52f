using Integration.Contracts.Payments;
using Integration.Contracts.Rules;

namespace Integration.Hosting.Messaging;

/// <summary>The published messages. What only stands inside of others is none.</summary>
public static class ContractMessages
{
    /// <summary>Their types, by their name on the wire.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. Records.Where(type => !Records.Any(other => other.GetProperties().Any(property => property.PropertyType == type))).OrderBy(ContractNames.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<Type> Records => typeof(InitiatePayment).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.Namespace != typeof(PaymentRules).Namespace);
}
