using Npgsql;

namespace Integration.Persistence.Tests;

/// <summary>The tests' own child process: a real embedded host that can be killed. It takes orders as fast as it can and says on its
/// output which ones it has accepted (committed).</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["order-host", var connection, var count])
        {
            await Console.Error.WriteLineAsync("usage: order-host CONNECTION COUNT (the tests themselves run with dotnet test)");
            return 2;
        }

        await using var source = NpgsqlDataSource.Create(connection);
        await using var host = await OrderHost.StartAsync(source, TimeSpan.FromMilliseconds(300));
        for (var i = 0; i < int.Parse(count, System.Globalization.CultureInfo.InvariantCulture); i++)
        {
            var order = Guid.NewGuid();
            await host.PublishAsync(new PlaceOrder(order, order.ToString()));
            Console.WriteLine(order);
        }

        Console.WriteLine("all");
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
