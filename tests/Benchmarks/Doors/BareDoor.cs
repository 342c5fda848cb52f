using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Benchmarks.Doors;

/// <summary>The least that a durable endpoint can do: Kestrel, and one row for each request by Npgsql, with the driver settings of the product. It checks nothing and tells nobody. A process of its own.</summary>
internal static class BareDoor
{
    /// <summary>The argument that makes this program that process.</summary>
    public const string Argument = "bare-door";

    public const string Table = "create table received (id uuid primary key, received_at timestamptz not null, body bytea not null)";

    public static async Task RunAsync(string connectionString)
    {
        var driver = new NpgsqlDataSourceBuilder(connectionString);
        driver.ConnectionStringBuilder.NoResetOnClose = true;
        driver.ConnectionStringBuilder.MaxAutoPrepare = 100;
        await using var source = driver.Build();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => TypedResults.Ok());
        app.MapPost("/", async (HttpRequest request, CancellationToken cancellationToken) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            await using var insert = source.CreateCommand("insert into received (id, received_at, body) values ($1, $2, $3)");
            insert.Parameters.Add(new() { Value = Guid.CreateVersion7() });
            insert.Parameters.Add(new() { Value = TimeProvider.System.GetUtcNow().UtcDateTime });
            insert.Parameters.Add(new() { Value = body.ToArray() });
            await insert.ExecuteNonQueryAsync(cancellationToken);
            return TypedResults.Ok();
        });
        await app.RunAsync();
    }
}
