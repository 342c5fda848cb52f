using System.Text.Json;
using Integration.CrmSync.Providers.Calls;

namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>What HubSpot says is wrong, in words that may be shown. Its own words hold the values that were sent.</summary>
internal sealed class HubSpotWords
{
    private static readonly HashSet<string> Transient = new(StringComparer.Ordinal) { "INTERNAL_ERROR", "RATE_LIMIT", "RATE_LIMITS", "LOCKED", "SERVICE_UNAVAILABLE", "TIMEOUT" };

    private readonly IReadOnlyList<CrmWrite> _records;
    private readonly HashSet<string> _names;

    public HubSpotWords(string type, params IEnumerable<string> names)
    {
        (_records, _names) = ([], [.. names, type]);
    }

    public HubSpotWords(CrmObject type, IReadOnlyList<CrmWrite> records)
        : this(type.Type, [type.IdField, .. records.SelectMany(r => r.Fields.Keys), .. records.SelectMany(r => r.Links).SelectMany(l => new[] { l.To.Type, l.To.IdField })])
    {
        _records = records;
    }

    /// <summary>The refusal of a record or a call.</summary>
    public Refusal Refusal(HubSpotError error)
    {
        var faults = Faults(error);
        var reason = string.Join("; ", faults.Select(f => f.Name is { Length: > 0 } name ? $"{Safe(name)}: {Safe(f.Message)}" : Safe(f.Message)).Distinct());
        return new(faults[0].Error!, reason.Length <= SafeWords.MaxLength ? reason : reason[..SafeWords.MaxLength], faults.Any(f => Transient.Contains(f.Error!)), faults.Any(IsOfAField));
    }

    /// <summary>True when the error lies in the object type or its id field, so that no record could be taken.</summary>
    public static bool IsOfTheType(HubSpotError error, CrmObject type) => Faults(error).Any(f =>
        f.Message?.Contains("by non-unique", StringComparison.OrdinalIgnoreCase) == true
        || f.Message?.Contains("infer object type", StringComparison.OrdinalIgnoreCase) == true
        || (f.Error == "PROPERTY_DOESNT_EXIST" && f.Name == type.IdField));

    /// <summary>The properties that HubSpot does not have or lets nobody write: every record that names one is refused for it.</summary>
    public static IEnumerable<string> Impossible(HubSpotError error) =>
        Faults(error).Where(IsOfAField).Select(f => f.Name).OfType<string>();

    private static bool IsOfAField(HubSpotFault fault) => fault.Error is "PROPERTY_DOESNT_EXIST" or "READ_ONLY_VALUE";

    /// <summary>One at least, each with a code: what the message embeds, else what is listed, else the error itself.</summary>
    private static List<HubSpotFault> Faults(HubSpotError error)
    {
        var embedded = Embedded(error.Message).Where(f => f.Error is { Length: > 0 }).ToList();
        if (embedded.Count > 0)
        {
            return embedded;
        }

        var listed = error.Errors.Where(e => e.Code is { Length: > 0 })
            .Select(e => new HubSpotFault { Error = e.Code, Message = e.Message, Name = e.Names("propertyName").FirstOrDefault() }).ToList();
        if (listed.Count > 0)
        {
            return listed;
        }

        var code = error.SubCategory is { ValueKind: JsonValueKind.String } sub ? sub.GetString() : error.Category;
        return [new HubSpotFault { Error = code is { Length: > 0 } ? code : "UNKNOWN", Message = error.Message ?? "no words" }];
    }

    /// <summary>"Property values were not valid: [{…}]".</summary>
    private static List<HubSpotFault> Embedded(string? message)
    {
        var start = message?.IndexOf("[{", StringComparison.Ordinal) ?? -1;
        if (start < 0)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<List<HubSpotFault>>(message.AsSpan(start, message!.LastIndexOf(']') + 1 - start), JsonSerializerOptions.Web) ?? [];
        }
        catch (Exception broken) when (broken is JsonException or ArgumentOutOfRangeException)
        {
            return [];
        }
    }

    private string Safe(string? words) => SafeWords.Of(
        words,
        _records.SelectMany(r => r.Fields.Values.Select(SentValue.Text).Append(r.Key).Concat(r.Links.SelectMany(l => new[] { l.Key, l.Id }))),
        _names);
}
