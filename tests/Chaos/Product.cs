using System.Net;
using System.Net.Sockets;
using Integration.Hosting.Startup;
using Integration.Persistence.UnitOfWork;
using Integration.Standalone;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Chaos;

/// <summary>The product on its embedded default.</summary>
internal sealed class Product(WebApplication app) : IAsyncDisposable
{
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public static async Task<Product> StartAsync(Database database, Sandbox sandbox, Uri address, Action<IBusRegistrationConfigurator>? listeners = null, params IEnumerable<string> more)
    {
        var settings = Settings.Quick.Append($"ConnectionStrings:Integration={database.ConnectionString};Maximum Pool Size=60").Concat(Settings.Of(sandbox, sandbox.Address)).Concat(more);
        var app = StandaloneService.Build([$"--urls={address}", .. settings.Select(setting => $"--{setting}")], listeners);
        await ServiceRunner.MigrateOwnedAsync(app);
        await app.StartAsync();
        return new Product(app);
    }

    /// <summary>What an agent does: the messages are committed together when this returns.</summary>
    public async Task PublishAsync(IEnumerable<(object Message, Guid Id)> messages)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var publisher = scope.ServiceProvider.GetRequiredService<IPublishEndpoint>();
        foreach (var (message, id) in messages)
        {
            await publisher.Publish(message, message.GetType(), context => context.MessageId = id);
        }

        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(CancellationToken.None);
    }

    /// <summary>Takes nothing new, and finishes what it has begun.</summary>
    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
