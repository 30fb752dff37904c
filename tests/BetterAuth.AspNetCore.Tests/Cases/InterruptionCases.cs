using BetterAuth.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BetterAuth.AspNetCore.Tests.Cases;

/// <summary>Catalogue, section 1: clients that are slow or go away.</summary>
public sealed class InterruptionCases
{
    public static TheoryData<string> Endpoints => [.. Paths.All];

    /// <summary>The endpoints whose effect is in the account store.</summary>
    public static TheoryData<string> Committing => [.. Paths.All.Where(path => path is not (Paths.Access or "/session/request" or "/session/create"))];

    [Fact]
    public async Task T_06_a_slow_body_is_given_up()
    {
        await using WebWorld web = await WebWorld.StartAsync(new()
        {
            Kestrel = kestrel => kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(100_000, TimeSpan.FromSeconds(1.1)),
        });
        List<(string Path, byte[] Message)> messages = [];
        foreach (string path in Paths.All)
        {
            messages.Add((path, await Prepared.MessageAsync(web.World, path)));
        }

        byte[] before = web.World.Store.Image();
        await Task.WhenAll(messages.Select(async slow =>
        {
            using RawConnection connection = await RawConnection.OpenAsync(web.Address);
            await connection.PostAsync(slow.Path, $"Content-Length: {slow.Message.Length}", slow.Message.AsMemory(0, 10));
            Assert.Equal(408, Assert.Single(await connection.ReadToEndAsync()).Status);
        }));
        Assert.Equal(before, web.World.Store.Image());
        foreach ((string path, byte[] message) in messages)
        {
            await HttpAssert.AcceptedAsync(web, path, message);
        }
    }

    [Theory, MemberData(nameof(Committing))]
    public async Task T_07_a_client_that_goes_away_before_the_answer_finds_its_operation_done_once(string path)
    {
        Gate gate = new();
        await using WebWorld web = await WebWorld.StartAsync(gate.Settings);
        byte[] message = await Prepared.MessageAsync(web.World, path);
        TaskCompletionSource committing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        web.Store.BeforeCommit = () =>
        {
            committing.TrySetResult();
            return gone.Task;
        };
        using (RawConnection connection = await RawConnection.OpenAsync(web.Address))
        {
            await connection.PostAsync(path, message);
            await committing.Task;
            connection.Abort();
        }

        await gate.Aborted.Task;
        gone.SetResult();
        await gate.Ended.Task;
        web.Store.BeforeCommit = () => Task.CompletedTask;

        await HttpAssert.AcceptedAsync(web, path, message);
        byte[] after = web.World.Store.Image();
        await HttpAssert.AcceptedAsync(web, path, message);
        Assert.Equal(after, web.World.Store.Image());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_08_a_client_that_goes_away_in_the_middle_of_its_body_changes_nothing(string path)
    {
        Gate gate = new();
        await using WebWorld web = await WebWorld.StartAsync(gate.Settings);
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] before = web.World.Store.Image();
        using (RawConnection connection = await RawConnection.OpenAsync(web.Address))
        {
            await connection.PostAsync(path, $"Content-Length: {message.Length}", message.AsMemory(0, message.Length / 2));
            await gate.Begun.Task;
            connection.Abort();
        }

        await gate.Ended.Task;

        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, path, message);
    }

    /// <summary>When the host's first request begins, is aborted, and ends.</summary>
    private sealed class Gate
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public WebSettings Settings => new()
        {
            Middleware = application => application.Use(async (context, next) =>
            {
                context.RequestAborted.Register(() => Aborted.TrySetResult());
                Begun.TrySetResult();
                try
                {
                    await next(context);
                }
                finally
                {
                    Ended.TrySetResult();
                }
            }),
        };
    }
}
