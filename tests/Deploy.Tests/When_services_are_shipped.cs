using Integration.Conventions;

namespace Integration.Deploy;

public sealed class When_services_are_shipped
{
    public static TheoryData<string> Services() => [.. Service.All.Select(service => service.Name)];

    public static IEnumerable<object[]> PlacesOfOne() => ShippingRules.Places(Service.Called("crm-sync")).Select(place => new object[] { place.File, place.Text });

    [Fact]
    public void Should_be_these() => Service.All.Select(service => service.Name).ShouldBe(["crm-sync", "payment-worker", "webhook-ingress"]);

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_stand_wherever_the_others_do(string service) => ShippingRules.Missing(Service.Called(service)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(PlacesOfOne))]
    public void Should_be_missed_where_one_stands_no_more(string file, string text) =>
        ShippingRules.Missing(Service.Called("crm-sync"), (path, content) => path == file ? content.Replace(text, "", StringComparison.Ordinal) : content)
            .ShouldContain($"{file} does not have: {text}");

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_name_only_secrets_of_the_vault_that_somebody_is_told_to_put_in(string service)
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "azure", "README.md")) + File.ReadAllText(Path.Combine(Repository.Root, "deploy", "azure", "main.bicep"));
        var vault = Kubernetes.Cluster.Read(File.ReadAllText(Path.Combine(Kubernetes.Cluster.Folder, "components", "key-vault", "secrets.yaml")))
            .OfType<Kubernetes.SecretProviderClass>().Single(v => v.Metadata.Name == service);
        Kubernetes.ReferenceRules.VaultAliases(vault).Select(alias => alias.Replace("__", "--", StringComparison.Ordinal)).Where(name => !manual.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
