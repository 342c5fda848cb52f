using System.Text.Json;

namespace Integration.Deploy.Azure;

/// <summary>What a compiled template has to be; each rule says in words what breaks it.</summary>
internal static class TemplateRules
{
    /// <summary>The roles that are given, and what they let do. No other is.</summary>
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["090c5cfd-751d-490a-894a-3ce6f1109419"] = "Azure Service Bus Data Owner",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Azure Service Bus Data Receiver",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
    };

    /// <summary>What a kind of resource must say, as path and value.</summary>
    private static readonly (string Type, string Path, string Value, string Otherwise)[] Required =
    [
        ("Microsoft.ServiceBus/namespaces", "properties.disableLocalAuth", "True", "can be opened with a key"),
        ("Microsoft.ServiceBus/namespaces", "properties.minimumTlsVersion", "1.2", "takes old TLS"),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "True", "has rights of its own kind"),
        ("Microsoft.KeyVault/vaults", "properties.enablePurgeProtection", "True", "can lose a secret for good"),
        ("Microsoft.Cache/redisEnterprise", "properties.minimumTlsVersion", "1.2", "takes old TLS"),
        ("Microsoft.Cache/redisEnterprise/databases", "properties.clientProtocol", "Encrypted", "is spoken to in the clear"),
        ("Microsoft.App/managedEnvironments", "properties.peerAuthentication.mtls.enabled", "True", "is spoken to in the clear"),
    ];

    public static List<string> Broken(JsonElement template)
    {
        var resources = Resources(template).ToList();
        var text = template.GetRawText();
        return
        [
            .. from rule in Required
               from resource in resources
               where Type(resource) == rule.Type && !IsExisting(resource) && Text(resource, rule.Path) != rule.Value
               select $"{rule.Type} {rule.Otherwise}: {rule.Path} is not {rule.Value}",
            .. from rule in Required where !resources.Any(r => Type(r) == rule.Type) select $"{rule.Type} is not there",
            .. from resource in resources
               where Type(resource) == "Microsoft.DBforPostgreSQL/flexibleServers"
               from path in (string[])["properties.network.delegatedSubnetResourceId", "properties.highAvailability.mode", "properties.backup.backupRetentionDays"]
               where Text(resource, path) is null
               select $"PostgreSQL does not say {path}",
            .. text.Contains("\"name\": \"require_secure_transport\"", StringComparison.Ordinal) ? (string[])[] : ["PostgreSQL does not insist on TLS"],
            .. from definition in System.Text.RegularExpressions.Regex.Matches(text, "'Microsoft.Authorization/roleDefinitions', '(?<id>[^']+)'")
               where !Roles.ContainsKey(definition.Groups["id"].Value)
               select $"the role {definition.Groups["id"].Value} is given, which is none of: {string.Join(", ", Roles.Values)}",
            .. from resource in resources
               where Type(resource) == "Microsoft.Authorization/roleAssignments" && Text(resource, "scope") is null
               select "a role is given for the whole resource group",
            .. from parameter in template.GetProperty("parameters").EnumerateObject()
               where parameter.Name.Contains("assword", StringComparison.Ordinal) && (parameter.Value.GetProperty("type").GetString() != "securestring" || parameter.Value.TryGetProperty("defaultValue", out _))
               select $"the parameter {parameter.Name} is not kept secret",
        ];
    }

    /// <summary>Names of what the deployment prints.</summary>
    public static IEnumerable<string> Outputs(JsonElement template) => template.GetProperty("outputs").EnumerateObject().Select(o => o.Name);

    /// <summary>Those of a type, in modules too, that the template makes.</summary>
    public static IEnumerable<JsonElement> OfType(JsonElement template, string type) => Resources(template).Where(r => Type(r) == type && !IsExisting(r));

    /// <summary>Those of modules, too; a list, or named.</summary>
    private static IEnumerable<JsonElement> Resources(JsonElement template)
    {
        var resources = template.GetProperty("resources");
        foreach (var resource in resources.ValueKind == JsonValueKind.Array ? resources.EnumerateArray() : resources.EnumerateObject().Select(p => p.Value))
        {
            yield return resource;
            if (Type(resource) == "Microsoft.Resources/deployments")
            {
                foreach (var inner in Resources(resource.GetProperty("properties").GetProperty("template")))
                {
                    yield return inner;
                }
            }
        }
    }

    private static bool IsExisting(JsonElement resource) => resource.TryGetProperty("existing", out var existing) && existing.GetBoolean();

    private static string Type(JsonElement resource) => resource.GetProperty("type").GetString()!;

    private static string? Text(JsonElement resource, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (resource.ValueKind != JsonValueKind.Object || !resource.TryGetProperty(name, out resource))
            {
                return null;
            }
        }

        return resource.ToString();
    }
}
