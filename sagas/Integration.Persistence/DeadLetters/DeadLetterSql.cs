namespace Integration.Persistence.DeadLetters;

/// <summary>Decisions about dead letters, each one statement.</summary>
internal static class DeadLetterSql
{
    /// <summary>$1 the letter, $2 the action, $3 when, $4 the action's id, $5 who, $6 why. An inbox entry keeps a second delivery of what is discarded for good from being carried out.</summary>
    public const string Mark = "with marked as (update messaging.dead_letters set status = $2 where id = $1 and status = 'open' returning *), " + Written;

    /// <summary>The same of the letter of message $1. Says how many were open.</summary>
    public const string MarkMessage = "with marked as (update messaging.dead_letters set status = $2 where message_id = $1 and status = 'open' and not is_final returning *), " + Written;

    private const string Written =
        "handled as (insert into messaging.inbox (message_id, consumer_id, received_at) select message_id, consumer_id, $3 from marked where is_final and consumer_id is not null on conflict do nothing), " +
        "written as (insert into messaging.dead_letter_actions (id, dead_letter_id, endpoint, message_id, action, by, why, at) " +
        "select case row_number() over (order by id) when 1 then $4 else gen_random_uuid() end, id, endpoint, message_id, $2, $5, $6, $3 from marked) select count(*) from marked";
}
