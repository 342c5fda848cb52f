namespace Integration.GatewaySandbox.Http;

/// <summary>One call of a gateway's API: where it is, with at most one <c>{id}</c> in the path, and which operation that is.</summary>
internal sealed record ApiRoute(string Method, string Template, string Operation)
{
    private const string Id = "{id}";

    private readonly int _at = Template.IndexOf(Id, StringComparison.Ordinal);

    /// <summary>Whether the request is this call; <paramref name="id"/> is what stands for <c>{id}</c>.</summary>
    public bool Fits(string method, string path, out string? id)
    {
        id = null;
        if (method != Method || _at < 0)
        {
            return method == Method && path == Template;
        }

        var after = Template.AsSpan(_at + Id.Length);
        var length = path.Length - _at - after.Length;
        if (length < 1 || !path.AsSpan().StartsWith(Template.AsSpan(0, _at), StringComparison.Ordinal) || !path.AsSpan().EndsWith(after, StringComparison.Ordinal)
            || path.AsSpan(_at, length).Contains('/'))
        {
            return false;
        }

        id = path.Substring(_at, length);
        return true;
    }

    /// <summary>The operation of a request; null when the API has none there.</summary>
    public static (string Operation, string? Id)? Find(IReadOnlyList<ApiRoute> routes, string method, string path)
    {
        foreach (var route in routes)
        {
            if (route.Fits(method, path, out var id))
            {
                return (route.Operation, id);
            }
        }

        return null;
    }

    /// <summary>Maps every route to the front door's handler, which is given the operation and the id.</summary>
    public static void Map(IEndpointRouteBuilder endpoints, IReadOnlyList<ApiRoute> routes, Func<HttpContext, string, string?, Task> handle)
    {
        foreach (var route in routes)
        {
            endpoints.MapMethods(route.Template, [route.Method], http => handle(http, route.Operation, http.Request.RouteValues["id"] as string));
        }
    }
}
