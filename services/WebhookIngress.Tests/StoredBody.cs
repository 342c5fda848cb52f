using System.IO.Compression;
using Integration.Persistence.Tests;

namespace Integration.WebhookIngress.Tests;

/// <summary>Reads what is kept of a webhook.</summary>
internal static class StoredBody
{
    public static async Task<string> ReadAsync(TestDatabase database, string eventId)
    {
        await using var command = database.Source.CreateCommand("select body from webhooks.received where event_id = $1");
        command.Parameters.Add(new() { Value = eventId });
        using var packed = new MemoryStream((byte[])(await command.ExecuteScalarAsync())!);
        using var text = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress));
        return await text.ReadToEndAsync();
    }
}
