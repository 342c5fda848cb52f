using MassTransit;

namespace Integration.Hosting.Messaging;

/// <summary>The wire name of a contract: <c>{namespace tail}.{kebab-case name}</c>, for example <c>payments.initiate-payment</c>.</summary>
public sealed class ContractNames : IEntityNameFormatter
{
    /// <inheritdoc />
    public string FormatEntityName<T>() => Name(typeof(T));

    /// <summary>The entity name of a message type.</summary>
    public static string Name(Type type)
    {
        if (type.IsGenericType)
        {
            var name = KebabCaseEndpointNameFormatter.Instance.SanitizeName(type.Name.Split('`')[0]);
            return $"{name}.{string.Join('.', type.GetGenericArguments().Select(Name))}";
        }

        var tail = type.Namespace?.Split('.')[^1] ?? "global";
        return $"{KebabCaseEndpointNameFormatter.Instance.SanitizeName(tail)}.{KebabCaseEndpointNameFormatter.Instance.SanitizeName(type.Name)}";
    }
}
