using Integration.Persistence.Tests;

namespace Integration.Hosting.Tests;

/// <summary>A virtual host of one test's own, on the RabbitMQ that <c>deploy/local/test</c> starts.</summary>
public sealed class TestVirtualHost : IAsyncDisposable
{
    private readonly string _name = "t" + Guid.NewGuid().ToString("N");

    public Uri Address { get; private set; } = null!;

    public async Task CreateAsync()
    {
        var broker = Environment.GetEnvironmentVariable("INTEGRATION_TEST_RABBITMQ")
            ?? throw new InvalidOperationException("INTEGRATION_TEST_RABBITMQ is not set: run deploy/local/test, which starts a broker and sets it.");
        await LocalScripts.RunAsync("rabbit_env \"$RABBIT_BIN/rabbitmqctl\" -q eval " +
            $"'rabbit_vhost:add(<<\"{_name}\">>, <<\"tests\">>), rabbit_auth_backend_internal:set_permissions(<<\"guest\">>, <<\"{_name}\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"tests\">>).'");
        Address = new Uri(new Uri(broker), _name);
    }

    public async ValueTask DisposeAsync() => await LocalScripts.RunAsync($"rabbit_env \"$RABBIT_BIN/rabbitmqctl\" -q delete_vhost {_name}");
}
