using Integration.Conventions;

namespace Integration.Deploy;

/// <summary>Where a service has to stand, so that it is built, rolled out, watched and started like the others.</summary>
internal static class ShippingRules
{
    /// <summary>What is missing of a service, in words.</summary>
    /// <param name="service">The service.</param>
    /// <param name="change">Changes the text of a file before it is looked at, by its path; absent: as it is.</param>
    public static List<string> Missing(Service service, Func<string, string, string>? change = null) =>
    [
        .. from place in Places(service)
           let text = Read(place.File)
           where !(change is null ? text : change(place.File, text)).Contains(place.Text, StringComparison.Ordinal)
           select $"{place.File} does not have: {place.Text}",
    ];

    /// <summary>Every place, as file and text.</summary>
    public static IEnumerable<(string File, string Text)> Places(Service service)
    {
        var (project, name) = (service.Project, service.Name);
        var camel = char.ToLowerInvariant(project[0]) + project[1..];
        yield return ("compose.yaml", $"PROJECT: services/{project}/{project}.csproj");
        yield return ("compose.yaml", $"image: integration/{name}:local");
        yield return ("compose.yaml", $"OTEL_SERVICE_NAME: {name}");
        yield return (".github/workflows/images.yml", $"{{ name: {name}, project: services/{project}/{project}.csproj }}");
        yield return (".github/workflows/ci.yml", $" {name}");
        yield return ("deploy/observability/rules/alerts.yaml", $"absent(integration_health_state{{service_name=\"{name}\"}})");
        yield return ("deploy/observability/tests/healthy.yaml", $"integration_health_state{{service_name=\"{name}\"");
        yield return ("deploy/azure/modules/alerts.bicep", $"cloud_RoleName == \"{name}\"");
        yield return ("deploy/azure/modules/identities.bicep", $"{{ name: '{name}', subject: 'system:serviceaccount:${{clusterNamespace}}:{name}' }}");
        yield return ("deploy/azure/main.bicep", $"output {camel}Vault string");
        yield return ("deploy/azure/main.bicep", $"output {camel}ClientId string");
        foreach (var overlay in (string[])["dev", "prod"])
        {
            yield return ($"deploy/kubernetes/overlays/{overlay}/environment/kustomization.yaml", $"{{ name: integration/{name}, newName: ");
        }

        yield return ($"deploy/kubernetes/overlays/dev/secrets/{name}.env.example", "ConnectionStrings__Integration=");
        yield return ("deploy/kubernetes/overlays/prod/environment/replacements.yaml", $"select: {{ kind: ServiceAccount, name: {name} }}");
        yield return ("deploy/kubernetes/overlays/prod/environment/replacements.yaml", $"select: {{ kind: SecretProviderClass, name: {name} }}");
        yield return ("deploy/kubernetes/components/key-vault/kustomization.yaml", $"{{ kind: Deployment, name: {name} }}");
        yield return ("deploy/kubernetes/components/key-vault/kustomization.yaml", $"{{ kind: Job, name: {name}-migrate }}");
        yield return ("deploy/local/up", $"start_process {name} ");
        yield return ("deploy/local/down", $" {name} ");
        yield return ("deploy/local/footprint", $" {project}");
    }

    private static string Read(string file) => Path.Combine(Repository.Root, file) is var path && File.Exists(path) ? File.ReadAllText(path) : "";
}
