namespace Integration.Deploy.Docker;

public sealed class When_containers_are_composed
{
    private static readonly string Text = File.ReadAllText(Compose.Path);

    [Fact]
    public void Should_keep_every_rule() => ComposeRules.Broken(Compose.Read(Text)).ShouldBeEmpty();

    [Fact]
    public void Should_have_each_profile_and_start_RabbitMQ_without_one()
    {
        var services = Compose.Read(Text).Services;
        In("servicebus").ShouldBe(["servicebus", "servicebus-sql"], ignoreOrder: true);
        In("observability").ShouldBe(["collector", "prometheus", "grafana"], ignoreOrder: true);
        In("crm").ShouldBe(["crm-migrate", "crm-sync"], ignoreOrder: true);
        services.Where(s => !s.Value.ContainsKey("profiles")).Select(s => s.Key)
            .ShouldBe(["postgres", "rabbitmq", "ingress-migrate", "webhook-ingress", "worker-migrate", "payment-worker", "sandbox"], ignoreOrder: true);

        IEnumerable<string> In(string profile) => services.Where(s => s.Value.TryGetValue("profiles", out var profiles) && ((List<object>)profiles).Contains(profile)).Select(s => s.Key);
    }

    [Theory]
    [InlineData("prom/prometheus:v3.4.0", "prom/prometheus:latest", "prometheus has the image prom/prometheus:latest, which names no version")]
    [InlineData("  read_only: true\n", "", "webhook-ingress may write to its root")]
    [InlineData("Messaging__Transport:", "Messaging__Transports:", "payment-worker is told Messaging__Transports, which no options class has")]
    [InlineData("127.0.0.1:${POSTGRES_PORT:-5432}:5432", "5432:5432", "postgres listens to everybody at 5432:5432")]
    [InlineData("/app/service, health, ready", "/app/service, well", "webhook-ingress is not asked for its health by its own verb")]
    [InlineData("on-failure:3", "always", "worker-migrate runs once, and is watched or started anew for ever")]
    [InlineData("      worker-migrate: {", "      worker-migration: {", "payment-worker waits for worker-migration, which does not exist")]
    [InlineData("./deploy/docker/servicebus/config.json", "./deploy/docker/servicebus.json", "servicebus needs ./deploy/docker/servicebus.json, which does not exist")]
    [InlineData("      Crm__Provider:", "      Crm__Providers:", "crm-sync is told Crm__Providers, which no options class has")]
    [InlineData("services/PaymentWorker/PaymentWorker.csproj", "services/PaymentWorker.csproj", "payment-worker needs services/PaymentWorker.csproj, which does not exist")]
    public void Should_name_what_breaks_one(string text, string broken, string expected)
    {
        Text.ShouldContain(text);
        ComposeRules.Broken(Compose.Read(Text.Replace(text, broken, StringComparison.Ordinal))).ShouldContain(expected);
    }
}
