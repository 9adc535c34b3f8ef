using EdgeNas.Actors.Protocol;

namespace EdgeNas.Actors.Jobs;

/// <summary>
/// BoardDesk → JobBroker, within a process: what a board says of an attempt. It may go on with one of an earlier broker only if that measures on a device which it may speak for: else
/// a board could answer in anybody's place while a new broker doesn't know yet who is at what.
/// </summary>
/// <param name="Said">A <see cref="RenewLease"/> or a <see cref="JobDone"/>.</param>
/// <param name="MaySpeakFor">A device, by its name.</param>
internal sealed record OfBoard(object Said, Func<string, bool> MaySpeakFor)
{
    public bool May(JobNeeds needs) => needs.Device is { } device && MaySpeakFor(device);

    public void On(Action<RenewLease> renew, Action<JobDone> done)
    {
        if (Said is RenewLease renewed) renew(renewed);
        else if (Said is JobDone answered) done(answered);
    }
}
