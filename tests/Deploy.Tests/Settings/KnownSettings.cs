using System.Reflection;
using System.Text.RegularExpressions;
using Integration.Conventions;

namespace Integration.Deploy.Settings;

/// <summary>Which names of settings mean something: those of the product's options classes, those its source reads by name, and the platform's own.</summary>
internal static partial class KnownSettings
{
    private static readonly Assembly[] Product =
    [
        typeof(Sagas.Payments.RetryOptions).Assembly, typeof(Persistence.PersistenceOptions).Assembly, typeof(Hosting.Startup.ServiceRunner).Assembly,
        typeof(PaymentWorker.PaymentService).Assembly, typeof(WebhookIngress.IngressService).Assembly, typeof(CrmSync.CrmService).Assembly, typeof(Standalone.StandaloneService).Assembly,
        typeof(Hosting.AzureServiceBus.ServiceBusOptions).Assembly,     // linked into this one: its project is only in builds with the transport
    ];

    private static readonly Regex[] Platform = [Logging(), AspNetCore(), OpenTelemetry()];

    private static readonly Lazy<IReadOnlyList<(string Section, Type Options)>> Options = new(FindOptions);

    private static readonly Lazy<HashSet<string>> Named = new(FindNamed);

    /// <summary>Whether a name as the environment has it (<c>Gateways__Stripe__SecretKey</c>) is read by anything. The spelling counts, although the platform would forgive it.</summary>
    public static bool Contains(string name) =>
        Platform.Any(p => p.IsMatch(name)) || InProduct(name);

    /// <summary>Whether the product's own classes or sources have it.</summary>
    public static bool InProduct(string name) =>
        Named.Value.Contains(name) || Options.Value.Any(o => name.StartsWith($"{o.Section}__", StringComparison.Ordinal) && IsProperty(o.Options, name[(o.Section.Length + 2)..].Split("__")));

    private static bool IsProperty(Type type, ReadOnlySpan<string> path)
    {
        if (path is [])
        {
            return !IsNested(type) && Element(type) is null;
        }

        if (Element(type) is { } element)
        {
            return (type.IsAssignableTo(typeof(System.Collections.IDictionary)) || int.TryParse(path[0], out _) || IsNested(element)) && IsProperty(element, path[1..]);
        }

        return IsNested(type) && type.GetProperty(path[0]) is { } property && IsProperty(property.PropertyType, path[1..]);
    }

    private static bool IsNested(Type type) => type.IsClass && type.Namespace?.StartsWith("Integration", StringComparison.Ordinal) == true;

    /// <summary>Of a list, or of a dictionary's values.</summary>
    private static Type? Element(Type type) =>
        type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? type.GetGenericArguments()[^1] : null;

    private static List<(string Section, Type Options)> FindOptions() =>
    [
        // The settings of an API that is called stand below its name.
        ($"{Hosting.ExternalApi.ExternalApiOptions.Section}__{CrmSync.Providers.CrmProviders.Api}", typeof(Hosting.ExternalApi.ExternalApiOptions)),
        .. from assembly in Product
           from type in assembly.GetTypes()
           let section = type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() as string
           where section is not null && type != typeof(Hosting.ExternalApi.ExternalApiOptions)
           select (section.Replace(":", "__", StringComparison.Ordinal), type),
    ];

    private static HashSet<string> FindNamed() =>
    [
        .. from file in Repository.SourceFiles("services")
           where !file.Contains(".Tests/", StringComparison.Ordinal)
           from match in ReadByName().Matches(File.ReadAllText(file))
           select match.Groups["connection"].Success ? $"ConnectionStrings__{match.Groups["connection"].Value}" : match.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal),
    ];

    [GeneratedRegex("""onfiguration\["(?<name>[A-Za-z:]+)"\]|GetConnectionString\("(?<connection>\w+)"\)""")]
    private static partial Regex ReadByName();

    [GeneratedRegex("^Logging__(LogLevel__[A-Za-z.]+|Console__(FormatterName|FormatterOptions__IncludeScopes))$")]
    private static partial Regex Logging();

    [GeneratedRegex("^(ASPNETCORE_(URLS|HTTP_PORTS|ENVIRONMENT)|DOTNET_[A-Za-z]+)$")]
    private static partial Regex AspNetCore();

    [GeneratedRegex("^OTEL_(EXPORTER_OTLP_(ENDPOINT|PROTOCOL|HEADERS)|SERVICE_NAME|RESOURCE_ATTRIBUTES|TRACES_SAMPLER(_ARG)?)$|^APPLICATIONINSIGHTS_CONNECTION_STRING$")]
    private static partial Regex OpenTelemetry();
}
