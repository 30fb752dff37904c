using BetterAuth.Client;
using BetterAuth.Tests.Support;
using CsCheck;

namespace BetterAuth.Tests.Client;

/// <summary>How a client's state moves on.</summary>
public class ClientStateProperties
{
    private static readonly Gen<(ClientState State, PendingMessage Message)> Samples = Gen.Select(ClientStates.All, ClientStates.Messages);

    [Property]
    public void The_next_key_takes_the_place_of_the_current_one_and_the_position_counts() => ClientStates.All.Holds(state =>
    {
        ClientState moved = state.Moved();
        return ReferenceEquals(moved.Current, state.Next) && ReferenceEquals(moved.Next, state.Future) && moved.Future is null
            && moved.Position == state.Position + 1 && moved.Pending.IsEmpty && ReferenceEquals(moved.Session, state.Session) && moved.Identity == state.Identity && moved.Device == state.Device;
    });

    [Property]
    public void What_is_applied_moves_on_ends_or_begins_a_device() => Samples.Holds(sample =>
    {
        (ClientState state, PendingMessage message) = sample;
        ClientState after = state.Applied(message);
        return message switch
        {
            { EndsDevice: true } => !after.HasDevice && after.Position == 0 && after.Acknowledged.SequenceEqual([message]) && !after.Keys.Any(),
            { Registers: { } device } => after.Device == device.Device && after.Identity == device.Identity && after.Position == 0 && after.Registration == message with { Registers = null }
                && ReferenceEquals(after.Current, device.Current) && ReferenceEquals(after.Next, device.Next) && after.Pending.IsEmpty && after.Acknowledged.SequenceEqual([after.Registration]),
            _ => after.Position == state.Position + 1 && after.Pending.IsEmpty,
        };
    });

    [Property]
    public void The_last_two_acknowledged_messages_are_kept_the_newest_last() => Samples.Where(sample => sample.Message is { EndsDevice: false, Registers: null }).Holds(sample =>
        sample.State.Applied(sample.Message).Acknowledged.SequenceEqual(sample.State.Acknowledged.Append(sample.Message).TakeLast(2)));

    [Property]
    public void Keys_that_the_later_state_lacks_are_cleared_and_no_others() => Gen.Select(Samples, Gen.Int[0, 2]).Holds(sample =>
    {
        ((ClientState state, PendingMessage message), int kind) = sample;
        ClientState later = kind switch { 0 => state.Moved(), 1 => state.Applied(message), _ => ClientState.Empty };
        HeldKey[] session = [.. new[] { state.Session?.Current, state.Session?.Next, state.Session?.Future }.OfType<HeldKey>()];
        HeldKey[] kept = [.. later.Keys, .. session], all = [.. state.Keys];
        state.ForgetKeys(later);
        return all.All(key => key.Secret.ContainsAnyExcept((byte)0) == kept.Contains(key));
    });

    [Property]
    public void Every_key_of_a_state_is_listed() => ClientStates.All.Holds(state =>
    {
        HeldKey?[] held = [state.Current, state.Next, state.Future, state.Session?.Current, state.Session?.Next, state.Session?.Future, .. state.Pending.SelectMany(message => new[] { message.Registers?.Current, message.Registers?.Next })];
        return state.Keys.ToHashSet().SetEquals(held.OfType<HeldKey>());
    });
}
