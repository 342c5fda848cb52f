using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Removes, erases and merges records.</summary>
internal sealed class HubSpotRemover(IOptions<CrmSandboxOptions> options, HubSpotBooks books, HubSpotBatches batches)
{
    /// <summary>To the recycle bin. One that is not there is answered the same.</summary>
    public ApiAnswer Archive(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var table = batches.Table(call.Route("type"));
            if (table.Find(call.Route("id")) is { } record)
            {
                books.Books.Remove(table, record, call.At, byPerson: false);
            }

            return ApiAnswer.Empty(204);
        }
    }

    /// <summary>For good, with what is kept of the person.</summary>
    public ApiAnswer Erase(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var table = batches.Table(call.Route("type"));
            if (table.Schema.Name != HubSpotSchemas.Contacts)
            {
                throw new ApiRefusal(HubSpotFailure.Bad($"GDPR delete is not supported for {table.Schema.Name}"));
            }

            var body = call.Json();
            if (body is null || HubSpotBatches.Text(body, "objectId") is not { Length: > 0 } id)
            {
                throw new ApiRefusal(HubSpotFailure.Bad("Invalid input JSON: objectId is required"));
            }

            var property = HubSpotBatches.Text(body, "idProperty");
            HubSpotBatches.RequireUnique(table, property);
            var record = (property is null ? table.Find(id) : table.FindBy(property, id)) ?? throw new ApiRefusal(HubSpotFailure.NotFound());
            foreach (var old in record.Merged)
            {
                if (table.Any(old) is { } part)
                {
                    table.Purge(part);
                }
            }

            books.Books.Erase(table, record, call.At, byPerson: false);
            return ApiAnswer.Empty(204);
        }
    }

    /// <summary>Two records become a new one.</summary>
    public ApiAnswer Merge(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var table = batches.Table(call.Route("type"));
            var body = call.Json() ?? throw new ApiRefusal(HubSpotFailure.Bad("Invalid input JSON"));
            var primary = Find(table, HubSpotBatches.Text(body, "primaryObjectId"));
            var other = Find(table, HubSpotBatches.Text(body, "objectIdToMerge"));
            if (ReferenceEquals(primary, other))
            {
                throw new ApiRefusal(HubSpotFailure.Bad("A record cannot be merged with itself"));
            }

            return new(200, HubSpotViews.Of(table, books.Books.Merge(table, primary, other, call.At, byPerson: false), table.Schema.Fields.Select(f => f.Name), options.Value.HubSpot));
        }
    }

    private static Record Find(RecordTable table, string? id) =>
        id is not null && table.Find(id) is { } record ? record : throw new ApiRefusal(HubSpotFailure.NotFound());
}
