namespace Integration.WebhookIngress.Api.Writes;

/// <summary>What became of a request (<c>w</c>) that the worker has not taken up: the one place that says when a client is told that it is refused. A refusal is told only when it is final, that is when
/// nothing can carry the request out any more; everything else that was set aside is still accepted.</summary>
internal static class LetterSql
{
    /// <summary>The columns of the letters that are looked at.</summary>
    private const string Mine = "(d.endpoint in ('payments', 'refunds') or d.endpoint like '%:%')";

    private const string CalledOff = "called off before anything was begun";

    /// <summary>Of several letters of one message the one that decides: what its own endpoint refused for good, what waits for a person, what was put away before it was handed over, what was sent again.</summary>
    public const string Joined =
        "lateral (select d.fault, d.by_rule, d.is_final, d.status, greatest(d.last_failed_at, d.last_action_at) as at from ops.dead_letters d where d.message_id = w.write_id and " + Mine +
        " order by case when d.is_final and d.endpoint not like '%:%' then 0 when d.status = 'open' and not d.is_final then 1 when d.is_final then 2 else 3 end, d.last_failed_at desc limit 1) d";

    /// <summary>True of a request that the worker itself refused for good: whatever there is under the id that it names, this request did not make it, and gives nobody a right to it. What was put away before it
    /// was handed over is not meant, nor what a person put away: where it reached the worker after all, it is what it asked for.</summary>
    public const string IsNobodys =
        "((w.refused_at is not null and w.refusal is distinct from '" + CalledOff + "') or exists (select from messaging.dead_letters f where f.message_id = w.write_id and f.is_final and f.by_rule and f.endpoint in ('payments', 'refunds')))";

    /// <summary>When it was refused; null when it was not.</summary>
    public const string RefusedAt = "coalesce(w.refused_at, case when d.is_final then d.at end)";

    public const string State = "case when w.refused_at is null and d.is_final is not true then 'Accepted' else 'Refused' end";

    /// <summary>Why it was refused. Only a rule's own words go out: other faults may hold what is nobody's business.</summary>
    public const string Refusal = "coalesce(w.refusal, case when d.is_final then case when d.by_rule then d.fault else '" + CalledOff + "' end end)";

    public const string Reason =
        "coalesce(" + Refusal + ", case when d.status = 'open' then 'set aside: it could not be carried out yet; ops are told and decide, ask with this id' else 'accepted; the worker has not taken it up yet' end)";

    /// <summary>When something became of it, or it was set aside.</summary>
    public const string ChangedAt = "coalesce(w.refused_at, d.at)";

    /// <summary>True of a message ($1) that may not be sent again: its client was told that it is refused, or has called it off.</summary>
    public const string Forbidden =
        "select exists (select from requests.writes w where w.write_id = $1 and (w.refused_at is not null or (w.operation = 'create_payment' and exists (" +
        "select from requests.writes c where c.payment_id = w.payment_id and c.operation = 'cancel_payment'))))";
}
